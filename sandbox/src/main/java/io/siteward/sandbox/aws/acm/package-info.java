/** ACM in memory: certificates that the sandbox or a test puts there, for {@code DescribeCertificate}. */
@NullMarked
package io.siteward.sandbox.aws.acm;

import org.jspecify.annotations.NullMarked;
