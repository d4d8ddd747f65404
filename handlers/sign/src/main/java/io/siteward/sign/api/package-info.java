/** The function: an event of API Gateway in, a response out. */
@NullMarked
package io.siteward.sign.api;

import org.jspecify.annotations.NullMarked;
