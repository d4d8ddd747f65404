/** The composition root: the only place that makes clients and reads the clock, randomness and the environment. */
@NullMarked
package io.siteward;

import org.jspecify.annotations.NullMarked;
