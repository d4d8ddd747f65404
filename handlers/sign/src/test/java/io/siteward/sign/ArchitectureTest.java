package io.siteward.sign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The layering, and that the package needs nothing beside itself. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void nothingIsNeededButTheJdk() {
        assertThat(OURS.size()).isGreaterThan(30);
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.crypto..", "io.siteward.sign..", "org.jspecify.annotations..")
                .because("the jar is the whole package; what JSpecify annotates, no JVM looks for")
                .check(OURS);
    }

    @Test
    void packagesAreInLayers() {
        slices().matching("io.siteward.sign.(*)..").should().beFreeOfCycles().check(OURS);
        noClasses()
                .that()
                .resideInAPackage("io.siteward.sign")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.siteward.sign.rules..", "io.siteward.sign.key..", "io.siteward.sign.api..")
                .because("signing knows nothing of requests, rules and where keys lie")
                .check(OURS);
        noClasses()
                .that()
                .resideInAnyPackage("io.siteward.sign.rules..", "io.siteward.sign.key..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.siteward.sign.api..")
                .check(OURS);
    }

    @Test
    void onlyTheFunctionReadsTheEnvironmentAndTheClock() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.siteward.sign.api.SignFunction")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.InstantSource.class, "system")
                .check(OURS);
    }
}
