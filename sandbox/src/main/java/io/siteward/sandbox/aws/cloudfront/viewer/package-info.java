/**
 * The viewers' side of CloudFront: what a browser gets from a distribution. Nothing is cached: every request goes to
 * the origin.
 */
@NullMarked
package io.siteward.sandbox.aws.cloudfront.viewer;

import org.jspecify.annotations.NullMarked;
