/** Kubernetes' own servers, without nodes, started and ended by the tests. */
@NullMarked
package io.siteward.e2e.servers;

import org.jspecify.annotations.NullMarked;
