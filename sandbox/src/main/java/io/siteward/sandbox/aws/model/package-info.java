/** AWS's official service models, reduced to the rules for requests, and what a request violates of them. */
@NullMarked
package io.siteward.sandbox.aws.model;

import org.jspecify.annotations.NullMarked;
