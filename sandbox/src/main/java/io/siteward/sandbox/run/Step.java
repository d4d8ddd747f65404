package io.siteward.sandbox.run;

/**
 * One step of the scenario.
 *
 * @param title what it shows, for the table
 * @param action returns when it was shown, and throws {@link SandboxFailure} when it was not
 */
record Step(String title, Runnable action) {}
