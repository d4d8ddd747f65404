/** Where the signing key comes from: read with the function's role, kept for a short while. */
@NullMarked
package io.siteward.sign.key;

import org.jspecify.annotations.NullMarked;
