/** Secrets Manager in memory, as far as a store of keys needs it. */
@NullMarked
package io.siteward.sandbox.aws.secretsmanager;

import org.jspecify.annotations.NullMarked;
