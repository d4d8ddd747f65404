/** What a CRD's schema can say and fabric8's generator has no annotation for. */
@NullMarked
package io.siteward.crd.schema;

import org.jspecify.annotations.NullMarked;
