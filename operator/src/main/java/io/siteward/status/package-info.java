/** What we tell: conditions and their reasons, events, and the one writer of the status. */
@NullMarked
package io.siteward.status;

import org.jspecify.annotations.NullMarked;
