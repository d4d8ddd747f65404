/** An AWS in memory: several accounts, stateful services behind the SDK's client interfaces, one record of all calls. */
@NullMarked
package io.siteward.sandbox.aws;

import org.jspecify.annotations.NullMarked;
