package io.siteward.graph;

import java.time.Duration;

/**
 * AWS has taken a change and is still carrying it out.
 *
 * @param lookAgain when the next look is worth while
 * @param message what is being waited for, the same at every look
 */
public record Settling(Duration lookAgain, String message) {}
