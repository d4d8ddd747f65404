/** The one gate that every AWS call and every Kubernetes write passes. Knows neither the SDK nor the Kubernetes client. */
@NullMarked
package io.siteward.gate;

import org.jspecify.annotations.NullMarked;
