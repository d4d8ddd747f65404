/** What the operator answers over HTTP: whether it lives, whether it is ready, and its figures. */
@NullMarked
package io.siteward.http;

import org.jspecify.annotations.NullMarked;
