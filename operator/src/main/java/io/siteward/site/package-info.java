/** SecureSite: what a site is made of, how it is reconciled, and what its status says. */
@NullMarked
package io.siteward.site;

import org.jspecify.annotations.NullMarked;
