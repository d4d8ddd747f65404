/** STS in memory: who is calling. */
@NullMarked
package io.siteward.sandbox.aws.sts;

import org.jspecify.annotations.NullMarked;
