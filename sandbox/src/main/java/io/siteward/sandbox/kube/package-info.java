/**
 * A Kubernetes API on loopback: enough of one for the operator and for a person's {@code kubectl}.
 *
 * <p>A request comes in at {@code ApiHandler}. What the API says of itself is {@code Discovery} and {@code OpenApi}; a
 * request about objects becomes a {@code Target} and goes to {@code ResourceApi}, which reads the {@code ObjectStore}
 * in the {@code Representation} asked for or follows it in a {@code WatchStream}, and writes through
 * {@code ObjectWriter} and {@code Deletion}. What a kind demands of its objects stands in {@code Rules}; the kinds stand
 * in the {@code Catalog}.
 */
@NullMarked
package io.siteward.sandbox.kube;

import org.jspecify.annotations.NullMarked;
