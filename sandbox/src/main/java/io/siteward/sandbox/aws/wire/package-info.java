/**
 * The in-memory AWS on the wire: its services over HTTP on loopback, in AWS's own protocols.
 *
 * <p>Nothing here is written for one operation. Shapes are read from the SDK's {@code sdkFields()}, operations from its
 * marshallers; see {@link io.siteward.sandbox.aws.wire.ServiceModel}.
 */
@NullMarked
package io.siteward.sandbox.aws.wire;

import org.jspecify.annotations.NullMarked;
