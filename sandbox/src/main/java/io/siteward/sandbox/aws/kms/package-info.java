/** The keys that the in-memory AWS's stores of secrets encrypt with. Nothing is encrypted; whether it could be is told. */
@NullMarked
package io.siteward.sandbox.aws.kms;

import org.jspecify.annotations.NullMarked;
