/** Who a resource belongs to: the identity of a custom resource, and the names, tokens and tags that derive from it. */
@NullMarked
package io.siteward.identity;

import org.jspecify.annotations.NullMarked;
