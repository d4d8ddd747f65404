package io.siteward.http;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One named thing that must be well.
 *
 * @param problem one line that says what is wrong; empty when it is well. Asked at every probe; one of health must answer at once
 */
public record Check(String name, Supplier<Optional<String>> problem) {}
