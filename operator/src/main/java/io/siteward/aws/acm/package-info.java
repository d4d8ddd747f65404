/** Certificates in AWS Certificate Manager, which are looked at and never changed. */
@NullMarked
package io.siteward.aws.acm;

import org.jspecify.annotations.NullMarked;
