/** What the package weighs, and how long it takes to the first signature. */
@NullMarked
package io.siteward.sign.figures;

import org.jspecify.annotations.NullMarked;
