package io.siteward.site;

/**
 * A copy of something that AWS has, with one leaf changed.
 *
 * @param leaf which one: {@code Distribution.Aliases[+]} has an alias more, {@code Distribution.Aliases[-]} one less
 * @param changed the copy
 */
record Mutant(String leaf, Object changed) {}
