/** An in-memory AWS, an embedded Kubernetes API, and the command that runs the operator on both. */
@NullMarked
package io.siteward.sandbox;

import org.jspecify.annotations.NullMarked;
