/** As much JSON as the function needs, read strictly. */
@NullMarked
package io.siteward.sign.json;

import org.jspecify.annotations.NullMarked;
