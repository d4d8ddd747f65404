/**
 * Siteward as users have it: the chart on a real API server, the shipped jar as a process beside it, and an AWS in memory.
 */
@NullMarked
package io.siteward.e2e;

import org.jspecify.annotations.NullMarked;
