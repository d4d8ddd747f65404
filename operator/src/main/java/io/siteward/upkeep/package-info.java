/**
 * What is the same for every custom resource, whatever it stands for in AWS: whose turn it is, where its manifest and
 * status are kept, what is told of it, and when to look again.
 */
@NullMarked
package io.siteward.upkeep;

import org.jspecify.annotations.NullMarked;
