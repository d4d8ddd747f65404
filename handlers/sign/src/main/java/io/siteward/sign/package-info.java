/** Signing for CloudFront: policies, signatures, URLs and cookies. Knows nothing of requests, rules and where keys lie. */
@NullMarked
package io.siteward.sign;

import org.jspecify.annotations.NullMarked;
