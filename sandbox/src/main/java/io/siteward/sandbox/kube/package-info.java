/** A Kubernetes API on loopback: enough of one for the operator and for a person's {@code kubectl}. */
@NullMarked
package io.siteward.sandbox.kube;

import org.jspecify.annotations.NullMarked;
