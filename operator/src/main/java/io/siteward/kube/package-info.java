/** The way to the Kubernetes API: writes pass the gate, failures come in the engine's terms. */
@NullMarked
package io.siteward.kube;

import org.jspecify.annotations.NullMarked;
