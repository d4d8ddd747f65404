package io.siteward.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.sandbox.aws.CallRecord;
import io.siteward.sandbox.aws.Calls;
import io.siteward.sandbox.aws.Fault;
import io.siteward.site.SiteLives.Phase;
import io.siteward.site.SiteLives.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lives that meet faults of AWS, at every operation in turn or in every phase. */
final class Troubled {
    /** The codes with which the faults answer; no operation of a site's life is answered so without one. */
    private static final Set<String> CODES_OF_FAULTS = Set.of(
            "SdkClientException",
            "ApiCallTimeoutException",
            "InternalError",
            "InternalFailure",
            "SlowDown",
            "Throttling",
            "ThrottlingException",
            "AccessDenied",
            "AccessDeniedException",
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestTimeTooSkewed",
            "InvalidSignatureException",
            "SignatureDoesNotMatch");

    private static final Duration HOUR = Duration.ofHours(1);

    private static final Duration LONG_BACK_OFF = Duration.ofMinutes(5);

    /** A pause that doubles up to ten minutes makes a dozen looks of an hour, of some fifteen calls each, and as many
     * while CloudFront deploys what can be made. */
    private static final int MOST_CALLS_AN_HOUR = 350;

    /** A look that tries a create notes it before and strikes the note out after a refusal. */
    private static final int MOST_STATUSES_AN_HOUR = 30;

    private final SiteLives lives;

    Troubled(SiteLives lives) {
        this.lives = lives;
    }

    /**
     * Lives in each phase of which some operations meet their trouble, until all have.
     *
     * @param chosen which of a phase's operations are to meet it, by {@code service:operation}
     * @param atOnce how many operations in one phase
     * @param troubles what to do to these operations
     * @return the most calls that a phase took beyond those of an undisturbed life
     */
    int atEveryOperation(Function<Phase, List<String>> chosen, int atOnce, Function<List<String>, Trouble> troubles) {
        int longest = Stream.of(Phase.values())
                .mapToInt(phase -> chosen.apply(phase).size())
                .max()
                .orElseThrow();
        int strides = (longest + atOnce - 1) / atOnce;
        int most = 0;
        for (int first = 0; first < strides; first++) {
            int offset = first;
            lives.live((phase, vigil) -> {
                List<String> all = chosen.apply(phase);
                List<String> struck = IntStream.iterate(offset, place -> place < all.size(), place -> place + strides)
                        .mapToObj(all::get)
                        .toList();
                named(phase + " at " + struck, () -> troubles.apply(struck).in(phase, vigil));
            });
            for (Phase phase : Phase.values()) {
                most = Math.max(most, lives.extraCalls(phase));
            }
        }
        return most;
    }

    /** What happens while these faults are there; they are gone afterwards, whatever came of it. */
    void with(List<? extends Fault> faults, Runnable work) {
        faults.forEach(lives.world.aws::add);
        try {
            work.run();
        } finally {
            faults.forEach(lives.world.aws::remove);
        }
    }

    /** An hour with these faults, of which every look that meets one has to tell. */
    void lastingAnHour(List<? extends Fault> faults, Phase phase, Vigil vigil, Complaint complaint, Runnable whenTold) {
        AtomicInteger told = new AtomicInteger();
        with(
                faults,
                () -> vigil.during(HOUR, look -> {
                    if (look.stream().anyMatch(Troubled::isStruck)) {
                        complaint.assertMadeBy(lives.world, phase);
                        whenTold.run();
                        told.incrementAndGet();
                    }
                }));
        if (complaint.needsAPerson() && told.get() > 1) {
            assertThat(vigil.longestPause()).isGreaterThanOrEqualTo(LONG_BACK_OFF);
        }
    }

    /** That this phase has not run hot so far. */
    void assertBounded() {
        assertThat(lives.world.calls()).as("calls").hasSizeLessThanOrEqualTo(MOST_CALLS_AN_HOUR);
        assertThat(lives.world.writes.size()).as("statuses").isLessThanOrEqualTo(MOST_STATUSES_AN_HOUR);
    }

    static Calls calls(String operation) {
        String[] names = operation.split(":", 2);
        return Calls.of(names[0], names[1]);
    }

    /** How often this phase's calls of the operation have met a fault so far. */
    long strikes(String operation) {
        return called(operation).filter(Troubled::isStruck).count();
    }

    /** How many of this phase's calls of the operation were answered with such an error so far. */
    long answers(String operation, String beginningOfCode) {
        return called(operation)
                .filter(call -> call.errorCode()
                        .filter(code -> code.startsWith(beginningOfCode))
                        .isPresent())
                .count();
    }

    private Stream<CallRecord> called(String operation) {
        return lives.world.aws.calls().stream()
                .filter(call -> (call.service() + ":" + call.operation()).equals(operation));
    }

    static boolean isStruck(CallRecord call) {
        return call.errorCode().filter(CODES_OF_FAULTS::contains).isPresent();
    }

    private static void named(String name, Runnable trouble) {
        try {
            trouble.run();
        } catch (AssertionError e) {
            throw new AssertionError(name + ": " + e.getMessage(), e);
        }
    }
}
