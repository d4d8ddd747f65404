package io.siteward;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.fabric8.kubernetes.client.CustomResource;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The layering. Each rule says why it is there, and how many classes it must at least have seen. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter().importPath(Path.of("target", "classes"));
    private static final String AWS_SDK = "software.amazon..";
    private static final String[] KUBERNETES = {"io.fabric8..", "io.javaoperatorsdk.."};

    private static final DescribedPredicate<JavaClass> OUR_OTHER_PACKAGES =
            resideInAPackage("io.siteward..").and(not(resideInAPackage("io.siteward.graph..")));
    /** One of our custom resources, its spec or its status: what they have in common is an interface, or a record by itself. */
    private static final DescribedPredicate<JavaClass> OF_ONE_CUSTOM_RESOURCE = describe(
            "are of one custom resource",
            type -> OURS.stream()
                    .filter(each -> each.isAssignableTo(CustomResource.class))
                    .anyMatch(each -> type.getName().startsWith(each.getName())));

    private static final DescribedPredicate<JavaMethodCall> MAKES_AN_AWS_CLIENT = describe(
            "make an AWS client",
            call -> call.getTargetOwner().getPackageName().startsWith("software.amazon.awssdk.services.")
                    && call.getTargetOwner().getSimpleName().endsWith("Client")
                    && call.getName().matches("create|builder"));

    private static final Set<String> CLOCKS_AND_ENVIRONMENT = Set.of(
            "java.lang.System.getenv",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.time.Instant.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.InstantSource.system");

    /** To call one of these, or to hand it on as {@code System::nanoTime} does. */
    private static final ArchCondition<JavaClass> READ_THE_CLOCK_OR_THE_ENVIRONMENT =
            new ArchCondition<>("read the clock or the environment") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    Stream.concat(type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
                            .filter(access -> CLOCKS_AND_ENVIRONMENT.contains(
                                    access.getTargetOwner().getName() + "." + access.getName()))
                            .forEach(access ->
                                    events.add(SimpleConditionEvent.satisfied(access, access.getDescription())));
                }
            };

    @Test
    void theEngineKnowsNeitherAwsNorKubernetes() {
        holds(
                "io.siteward.graph",
                15,
                noClasses()
                        .that()
                        .resideInAPackage("io.siteward.graph..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(AWS_SDK, "io.fabric8..", "io.javaoperatorsdk..")
                        .because("the engine is tested, and reasoned about, without either"));
    }

    @Test
    void theEngineDependsOnNoOtherPackageOfOurs() {
        holds(
                "io.siteward.graph",
                15,
                noClasses()
                        .that()
                        .resideInAPackage("io.siteward.graph..")
                        .should()
                        .dependOnClassesThat(OUR_OTHER_PACKAGES)
                        .because("everything else speaks its vocabulary, not the other way round"));
    }

    @Test
    void theGateKnowsNeitherAwsNorKubernetes() {
        holds(
                "io.siteward.gate",
                8,
                noClasses()
                        .that()
                        .resideInAPackage("io.siteward.gate..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(AWS_SDK, "io.fabric8..", "io.javaoperatorsdk..")
                        .because("both kinds of calls pass the same rules"));
    }

    @Test
    void onlyTheAwsPackagesSeeTheSdk() {
        holds(
                "io.siteward.aws",
                6,
                noClasses()
                        .that()
                        .resideOutsideOfPackages("io.siteward.aws..", "io.siteward")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(AWS_SDK)
                        .because("an SDK type elsewhere would tie the desired state to AWS's wire format; the"
                                + " composition root alone picks the credentials"));
    }

    @Test
    void theAwsPackagesDoNotSeeKubernetes() {
        holds(
                "io.siteward.aws",
                6,
                noClasses()
                        .that()
                        .resideInAPackage("io.siteward.aws..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(KUBERNETES)
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.siteward.crd..", "io.siteward.status..", "io.siteward.kube..")
                        .because("an AWS resource is kept the same way whoever asks for it"));
    }

    @Test
    void theCustomResourcesAreDataOnly() {
        holds(
                "io.siteward.crd",
                15,
                noClasses()
                        .that()
                        .resideInAPackage("io.siteward.crd..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                AWS_SDK,
                                "io.javaoperatorsdk..",
                                "io.siteward.aws..",
                                "io.siteward.gate..",
                                "io.siteward.graph..",
                                "io.siteward.kube..",
                                "io.siteward.status..",
                                "io.siteward.upkeep..",
                                "io.siteward.site..")
                        .because("they are what users read, and what every version has to be able to read"));
    }

    @Test
    void upkeepKnowsNoCustomResourceAndNoAws() {
        holds(
                "io.siteward.upkeep",
                12,
                noClasses()
                        .that()
                        .resideInAPackage("io.siteward.upkeep..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.siteward.aws..", "io.siteward.config..", "io.siteward.site..")
                        .orShould()
                        .dependOnClassesThat(OF_ONE_CUSTOM_RESOURCE)
                        .because("it serves every custom resource alike"));
    }

    @Test
    void onlyAwsClientsMakesClients() {
        holds(
                "io.siteward.aws",
                6,
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName("io.siteward.aws.AwsClients")
                        .should()
                        .callMethodWhere(MAKES_AN_AWS_CLIENT)
                        .because("a client made elsewhere would have other time-outs, and would pass by the gate"));
    }

    @Test
    void onlyMainReadsTheClockAndTheEnvironment() {
        holds(
                "io.siteward",
                60,
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName("io.siteward.Main")
                        .should(READ_THE_CLOCK_OR_THE_ENVIRONMENT)
                        .because("a test drives the clock, and two operators live in one process there"));
    }

    @Test
    void noPackagesDependOnEachOther() {
        holds(
                "io.siteward",
                60,
                slices().matching("io.siteward.(*)..")
                        .should()
                        .beFreeOfCycles()
                        .because("a package that can be read alone can be changed alone"));
    }

    private static void holds(String root, int atLeast, ArchRule rule) {
        assertThat(OURS.stream().filter(type -> type.getPackageName().startsWith(root)))
                .as("classes that the rule was asked about")
                .hasSizeGreaterThanOrEqualTo(atLeast);
        rule.check(OURS);
    }
}
