/** The one-command local run: the in-memory AWS, a Kubernetes API, the operator's own jar, and a site from a manifest. */
@NullMarked
package io.siteward.sandbox.run;

import org.jspecify.annotations.NullMarked;
