/** CloudFront in memory: the control plane behind the SDK's client interface, as strict as AWS where it hurts. */
@NullMarked
package io.siteward.sandbox.aws.cloudfront;

import org.jspecify.annotations.NullMarked;
