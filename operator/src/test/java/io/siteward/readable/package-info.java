/**
 * Who can reach a bucket, judged without any code of the in-memory AWS, which is judged too.
 *
 * <p>What is not understood counts as open: an Allow that might hold holds, a Deny that might not hold does not.
 */
@NullMarked
package io.siteward.readable;

import org.jspecify.annotations.NullMarked;
