/** SigningKey: keys that viewers' URLs and cookies are signed with, and how one takes over from another. */
@NullMarked
package io.siteward.signing;

import org.jspecify.annotations.NullMarked;
