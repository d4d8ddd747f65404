/** The custom resources of {@code siteward.io/v1alpha1}, as data only. The CRDs in {@code crds/} are generated from them. */
@NullMarked
package io.siteward.crd.v1alpha1;

import org.jspecify.annotations.NullMarked;
