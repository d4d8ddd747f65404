/** The operator's configuration: one typed record, read once from the environment. */
@NullMarked
package io.siteward.config;

import org.jspecify.annotations.NullMarked;
