/** IAM policy documents of resources: parsed, checked and evaluated as AWS does. Knows no service. */
@NullMarked
package io.siteward.sandbox.aws.policy;

import org.jspecify.annotations.NullMarked;
