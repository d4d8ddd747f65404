package io.siteward.e2e;

import java.nio.file.Path;

/** What of the project is tried. */
final class Project {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path CHART = ROOT.resolve("helm/siteward");
    static final Path POLICY = ROOT.resolve("docs/iam-policy.json");
    static final Path OPERATOR = ROOT.resolve("operator/target/siteward-operator.jar");
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private Project() {}
}
