/** Parameter Store: where the private halves of signing keys are kept. */
@NullMarked
package io.siteward.aws.ssm;

import org.jspecify.annotations.NullMarked;
