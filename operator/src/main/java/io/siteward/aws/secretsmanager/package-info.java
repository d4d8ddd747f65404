/** Secrets Manager: where the private halves of signing keys are kept instead of Parameter Store. */
@NullMarked
package io.siteward.aws.secretsmanager;

import org.jspecify.annotations.NullMarked;
