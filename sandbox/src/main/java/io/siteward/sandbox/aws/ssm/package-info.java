/** SSM Parameter Store in memory. */
@NullMarked
package io.siteward.sandbox.aws.ssm;

import org.jspecify.annotations.NullMarked;
