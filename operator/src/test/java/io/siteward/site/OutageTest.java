package io.siteward.site;

import static io.siteward.site.Troubled.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.crd.v1alpha1.SecureSiteStatus;
import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.aws.Caller;
import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.ExpiredCredentials;
import io.siteward.sandbox.aws.Fault;
import io.siteward.sandbox.aws.LostAnswer;
import io.siteward.sandbox.aws.ServerFailure;
import io.siteward.sandbox.aws.Throttling;
import io.siteward.sandbox.aws.TimedOut;
import io.siteward.sandbox.aws.WrongTime;
import io.siteward.sandbox.aws.iam.Denial;
import io.siteward.sandbox.aws.iam.OperationPermissions;
import io.siteward.site.SiteLives.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.s3.S3Client;

/** AWS fails for an hour: the site says why it does not get on, asks seldom, and comes out right afterwards. */
@ExtendWith(Quiet.class)
class OutageTest {
    private static final Duration HOUR = Duration.ofHours(1);

    enum Outage {
        THROTTLING(calls -> new Throttling(calls, Integer.MAX_VALUE), "AWS is slowing us down; it goes on by itself."),
        ERRORS(
                calls -> ServerFailure.beforeEffect(calls, Integer.MAX_VALUE),
                "AWS had an error of its own; it goes on by itself."),
        BROKEN_CONNECTIONS(calls -> new LostAnswer(calls, Integer.MAX_VALUE), "The connection to AWS failed."),
        SILENCE(calls -> new TimedOut(calls, Integer.MAX_VALUE), "AWS did not answer in time.");

        @SuppressWarnings("ImmutableEnumChecker") // each makes a fault anew; the type cannot say so
        private final Function<Calls, Fault> fault;

        private final String words;

        Outage(Function<Calls, Fault> fault, String words) {
            this.fault = fault;
            this.words = words;
        }
    }

    private final SiteLives lives = SiteLives.ofAnOperator();
    private final Troubled troubled = new Troubled(lives);

    @AfterEach
    void close() {
        lives.close();
    }

    @ParameterizedTest
    @EnumSource
    void ofAnyServiceIsSaidAndWaitedFor(Outage outage) {
        for (List<String> services : List.of(
                List.of("s3", "acm"), List.of("cloudfront"), List.of("sts"), List.of("s3", "acm", "cloudfront"))) {
            List<Fault> faults =
                    services.stream().map(Calls::of).map(outage.fault).toList();
            Set<Phase> told = new TreeSet<>();
            lives.live((phase, vigil) -> {
                troubled.lastingAnHour(faults, phase, vigil, Complaint.passing(outage.words), () -> told.add(phase));
                troubled.assertBounded();
            });
            assertThat(told).as("%s", services).containsExactly(Phase.values());
        }
    }

    @Test
    void ofOnePermissionIsSaidWithTheActionThatIsMissing() {
        Set<String> told = new TreeSet<>();
        troubled.atEveryOperation(this::deniable, 1, operations -> (phase, vigil) -> {
            for (String operation : operations) {
                Complaint complaint = Complaint.lasting(" is not authorized to perform: " + action(operation));
                troubled.lastingAnHour(
                        List.of(new Denial(calls(operation))),
                        phase,
                        vigil,
                        complaint,
                        () -> told.add(phase + " " + operation));
                troubled.assertBounded();
            }
        });
        assertThat(told).isEqualTo(everyOperation(this::deniable));
    }

    private List<String> deniable(Phase phase) {
        return lives.operations(phase).stream()
                .filter(operation -> !operation.startsWith("sts:"))
                .toList();
    }

    private static String action(String operation) {
        String[] names = operation.split(":", 2);
        return OperationPermissions.actions(names[0], names[1]).iterator().next() + " ";
    }

    @Test
    void ofTheCredentialsAtWhicheverOperationTheyExpireIsSaid() {
        Complaint complaint = Complaint.lasting("The AWS credentials have expired. Renew them;");
        Set<String> told = new TreeSet<>();
        troubled.atEveryOperation(lives::operations, 1, operations -> (phase, vigil) -> {
            for (String operation : operations) {
                troubled.lastingAnHour(
                        List.of(new From(calls(operation), new ExpiredCredentials())),
                        phase,
                        vigil,
                        complaint,
                        () -> told.add(phase + " " + operation));
                troubled.assertBounded();
            }
        });
        assertThat(told).isEqualTo(everyOperation(lives::operations));
    }

    @Test
    void ofTheClockIsSaid() {
        Complaint complaint = Complaint.lasting("The clock of this machine is wrong. Set it by a time server.");
        for (String service : List.of("s3", "cloudfront", "sts")) {
            Set<Phase> told = new TreeSet<>();
            WrongTime wrong = new WrongTime(Calls.of(service));
            lives.live((phase, vigil) -> {
                troubled.lastingAnHour(List.of(wrong), phase, vigil, complaint, () -> told.add(phase));
                troubled.assertBounded();
            });
            assertThat(told).as(service).containsExactly(Phase.values());
        }
    }

    /** Before the account is written down, the site belongs to none. */
    @Test
    void ofTheRightAccountAtWhicheverOperationTheCredentialsAreSwappedTouchesNothing() {
        Set<String> told = new TreeSet<>();
        Set<String> swapped = new TreeSet<>();
        troubled.atEveryOperation(
                lives::operations,
                1,
                operations -> (phase, vigil) -> operations.forEach(operation -> {
                    String name = phase + " " + operation;
                    troubled.with(
                            List.of(new From(calls(operation), new Swap())),
                            () -> vigil.during(HOUR, look -> {
                                if (lives.world.account.equals(SiteWorld.OTHER_ACCOUNT)) {
                                    swapped.add(name);
                                }
                                if (isAccountChanged()) {
                                    told.add(name);
                                    Complaint.assertReadable(
                                            lives.world.condition("Synced").message());
                                }
                                assertThat(look)
                                        .filteredOn(OutageTest::isOfTheStranger)
                                        .allMatch(made -> made.operation().equals("GetCallerIdentity"));
                            }));
                    lives.world.account = SiteWorld.ACCOUNT;
                    troubled.assertBounded();
                }));
        assertThat(told).isEqualTo(swapped).hasSizeGreaterThan(50);
        assertNothingIsTheStrangers();
    }

    private static boolean isOfTheStranger(CallRecord call) {
        return call.caller().accountId().filter(SiteWorld.OTHER_ACCOUNT::equals).isPresent();
    }

    private void assertNothingIsTheStrangers() {
        Caller stranger = Caller.ofAccount(SiteWorld.OTHER_ACCOUNT);
        CloudFrontClient cloudFront = lives.world.aws.client(CloudFrontClient.class, stranger);
        assertThat(lives.world
                        .aws
                        .client(S3Client.class, stranger)
                        .listBuckets()
                        .buckets())
                .isEmpty();
        assertThat(cloudFront.listDistributions().distributionList().items()).isEmpty();
        assertThat(cloudFront
                        .listOriginAccessControls(request -> {})
                        .originAccessControlList()
                        .items())
                .isEmpty();
    }

    private boolean isAccountChanged() {
        return lives.world.condition("Synced").reason().equals("AccountChanged")
                && lives.world.condition("Stalled").status().equals("True");
    }

    private final class Swap implements Fault {
        @Override
        public void before(Caller caller, String service, String operation, SdkRequest request) {
            SecureSiteStatus status = lives.world.site.getStatus();
            if (status != null && status.accountId() != null) {
                lives.world.account = SiteWorld.OTHER_ACCOUNT;
            }
        }
    }

    /** From the first of the chosen calls on it is what it is made of, for all calls. */
    private static final class From implements Fault {
        private final Calls first;
        private final Fault fault;
        private boolean begun;

        From(Calls first, Fault fault) {
            this.first = first;
            this.fault = fault;
        }

        @Override
        public void before(Caller caller, String service, String operation, SdkRequest request) {
            begun |= first.include(service, operation);
            if (begun) {
                fault.before(caller, service, operation, request);
            }
        }
    }

    private static Set<String> everyOperation(Function<Phase, List<String>> operations) {
        return Stream.of(Phase.values())
                .flatMap(phase -> operations.apply(phase).stream().map(operation -> phase + " " + operation))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
