/** What may be signed, for whom, and how: the configuration, read and judged as a whole. */
@NullMarked
package io.siteward.sign.rules;

import org.jspecify.annotations.NullMarked;
