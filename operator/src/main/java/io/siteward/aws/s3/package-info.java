/** The bucket of a site, one small class per aspect of it; each aspect costs one read to look at. */
@NullMarked
package io.siteward.aws.s3;

import org.jspecify.annotations.NullMarked;
