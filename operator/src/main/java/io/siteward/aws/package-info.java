/** What all AWS services have in common: clients that pass the gate, failures in the engine's terms, the account. */
@NullMarked
package io.siteward.aws;

import org.jspecify.annotations.NullMarked;
