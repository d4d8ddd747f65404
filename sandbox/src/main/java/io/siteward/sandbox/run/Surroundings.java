package io.siteward.sandbox.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What the program takes from outside.
 *
 * @param home the project's root
 * @param java the program that runs a jar
 */
public record Surroundings(
        Path home, Path java, Map<String, String> environment, InstantSource clock, PrintStream out, PrintStream err) {}
