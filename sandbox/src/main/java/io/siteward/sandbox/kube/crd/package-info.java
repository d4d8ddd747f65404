/**
 * What an API server does to a custom resource before it stores it, from the CRD alone: defaults, pruning, schema and
 * CEL rules.
 */
@NullMarked
package io.siteward.sandbox.kube.crd;

import org.jspecify.annotations.NullMarked;
