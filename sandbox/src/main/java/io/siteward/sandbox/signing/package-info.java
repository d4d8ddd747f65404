/** What is signed for a site and with what key, as a person in a terminal and as API Gateway's caller ask for it. */
@NullMarked
package io.siteward.sandbox.signing;

import org.jspecify.annotations.NullMarked;
