package io.siteward.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code siteward} in the project's root, in a project that is built, with a java that says how it was called. */
class RootScriptTest {
    private static final String JAVA = """
            #!/bin/sh
            case "$1" in
              -XshowSettings*) echo '    java.specification.version = 17' ;;
              *) printf '%s\\n' "$@" ;;
            esac
            """;

    @TempDir
    private Path directory;

    private Path project;

    @BeforeEach
    void build() throws IOException {
        project = directory.toRealPath().resolve("a project");
        for (String module : List.of("sandbox", "operator", "handlers/sign")) {
            Files.createDirectories(project.resolve(module).resolve("src/main"));
            Files.writeString(project.resolve(module).resolve("pom.xml"), "");
            Files.createDirectories(project.resolve(module).resolve("target/lib"));
        }
        Files.writeString(project.resolve("pom.xml"), "");
        Files.copy(Path.of("..", "siteward"), project.resolve("siteward"));
        for (String module : List.of("sandbox", "operator")) {
            Files.writeString(project.resolve(module + "/target/siteward-" + module + ".jar"), "");
        }
        Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, JAVA);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        Path maven = Files.createDirectories(directory.resolve("maven")).resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void runsTheJarOfItsOwnProjectWithTheArguments() throws IOException {
        Ran ran = run(project.resolve("siteward"), "sandbox", "--manifest", "my site.yaml");
        assertThat(ran.out())
                .endsWith(
                        "-Dsiteward.home=" + project,
                        "-jar",
                        project + "/sandbox/target/siteward-sandbox.jar",
                        "sandbox",
                        "--manifest",
                        "my site.yaml");
    }

    /** It is among the operator's tests, which nothing else here needs. */
    @Test
    void buildsTheProgramForTheBenchOfLeasesWhenItIsNotThereOrOlderThanTheProtocol() throws IOException {
        Path program = project.resolve("operator/target/test-classes/io/siteward/lease/LeaseCosts.class");
        Path source = Files.createDirectories(project.resolve("operator/src/main/java/io/siteward/lease"))
                .resolve("Protocol.java");
        Files.writeString(source, "");
        Files.createDirectories(project.resolve("operator/src/test/java/io/siteward/lease"));
        Files.createDirectories(program.getParent());
        makeNewest("operator", "sandbox");

        assertThat(run(project.resolve("siteward"), "bench", "leases", "--quick")
                        .out())
                .endsWith("bench", "leases", "--quick")
                .contains("siteward: building, the first time for some minutes; see .siteward/build.log ...");
        assertThat(program).exists();
        assertThat(project.resolve(".siteward/build.log")).content().contains("test-compile");
        assertThat(run(project.resolve("siteward"), "bench", "leases").out())
                .noneMatch(line -> line.contains("building"));

        Files.setLastModifiedTime(program, FileTime.fromMillis(0));
        assertThat(run(project.resolve("siteward"), "bench", "calls").out())
                .noneMatch(line -> line.contains("building"));
        assertThat(run(project.resolve("siteward"), "bench", "leases").out())
                .anyMatch(line -> line.contains("building"));
    }

    /** Its code signs in the terminal too. */
    @Test
    void buildsTheSandboxWhenTheFunctionThatSignsIsNewerAndSaysSoApartFromTheUrl() throws IOException {
        Files.setLastModifiedTime(
                project.resolve("handlers/sign/pom.xml"), FileTime.fromMillis(System.currentTimeMillis() + 60_000));

        Ran ran = run(project.resolve("siteward"), "sign", "docs", "/members/");

        assertThat(ran.err())
                .containsExactly("siteward: building, the first time for some minutes; see .siteward/build.log ...");
        assertThat(ran.out()).endsWith("sign", "docs", "/members/").first().isEqualTo("-XX:TieredStopAtLevel=1");
    }

    private void makeNewest(String... modules) throws IOException {
        for (String module : modules) {
            Files.writeString(project.resolve(module + "/target/siteward-" + module + ".jar"), "newest");
        }
    }

    @Test
    void findsItsProjectThroughSymbolicLinks() throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolve("bin/inner"));
        Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("../../a project/siteward"));
        Path twice = Files.createSymbolicLink(directory.resolve("twice"), elsewhere.resolve("relative"));
        assertThat(run(twice, "sandbox").out()).contains("-Dsiteward.home=" + project);
    }

    @Test
    void namesTheCommandThatThereIsNot() throws IOException {
        Ran ran = run(project.resolve("siteward"), "sandbax");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).containsExactly("siteward: there is no command sandbax (./siteward --help says more)");
    }

    @Test
    void explainsItselfWithoutAJavaOrABuild() throws IOException {
        Files.delete(directory.resolve("jdk/bin/java"));
        assertThat(run(project.resolve("siteward"), "--help").out()).anyMatch(line -> line.contains("--once"));
        assertThat(run(project.resolve("siteward"), "sandbox", "--help").code()).isZero();
    }

    private record Ran(int code, List<String> out, List<String> err) {}

    private Ran run(Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        builder.environment().merge("PATH", directory.resolve("maven") + ":", (path, first) -> first + path);
        Process process = builder.start();
        List<String> out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        List<String> err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return new Ran(process.onExit().join().exitValue(), out, err);
    }
}
