/**
 * What Siteward keeps in CloudFront: the distribution, and the objects that sites share.
 *
 * <p>The only place that sees CloudFront's SDK types. Every client here is the gate's, so failures arrive as {@link
 * io.siteward.graph.FailedCall}; the SDK's paginators and waiters would go round the gate, so lists are paged by hand.
 */
@NullMarked
package io.siteward.aws.cloudfront;

import org.jspecify.annotations.NullMarked;
