/** Who may call what: the policies of roles in the in-memory AWS. */
@NullMarked
package io.siteward.sandbox.aws.iam;

import org.jspecify.annotations.NullMarked;
