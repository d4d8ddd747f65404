/**
 * Who may act: one owner at every moment for every custom resource, across replicas and clusters. {@link
 * io.siteward.lease.Protocol} decides, {@link io.siteward.lease.LeaseStore} is where it is written, {@link
 * io.siteward.lease.Leases} is what the rest of the operator asks. Why it is safe: docs/decisions/0004-leases.md.
 */
@NullMarked
package io.siteward.lease;

import org.jspecify.annotations.NullMarked;
