/**
 * What the operator costs: its own jar in a process of its own, between the in-memory AWS and the embedded Kubernetes
 * API, where every request that arrives is counted.
 */
@NullMarked
package io.siteward.sandbox.bench;

import org.jspecify.annotations.NullMarked;
