/** The engine: what differs between desired and observed, and in which order it is put right. Knows no AWS, no Kubernetes. */
@NullMarked
package io.siteward.graph;

import org.jspecify.annotations.NullMarked;
