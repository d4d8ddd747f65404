package io.siteward.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.siteward.OperationsInUse;
import io.siteward.sandbox.aws.CallRecord;
import io.siteward.signing.Reaper.Moment;
import io.siteward.signing.Reaper.Strike;
import io.siteward.site.Quiet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/**
 * The operator is struck at every call of every flow of a signing key, before the call and after it, and has to bring about
 * what it would have brought about undisturbed; and signers always have a key that is believed.
 */
@ExtendWith(Quiet.class)
class KeyCrashTest {
    /** A new process looks at everything once more; what was half made is looked for a few times, and then made anew. */
    private static final int MOST_EXTRA_CALLS = 100;

    private static final AtomicInteger POINTS = new AtomicInteger();
    private static final int SHOWN = 10;

    @AfterAll
    static void say() {
        System.out.println(POINTS.get() + " crash points of signing keys");
    }

    static Stream<Arguments> flows() {
        return Stream.concat(
                Stream.of(KeyStorage.values())
                        .flatMap(storage -> KeyFlows.ofMadeKeys().stream().map(flow -> Arguments.of(flow, storage))),
                KeyFlows.ofBroughtKeys().stream().map(flow -> Arguments.of(flow, KeyStorage.PARAMETER_STORE)));
    }

    @ParameterizedTest
    @MethodSource("flows")
    void endsAsIfUndisturbedWhereverItIsStruck(KeyFlow flow, KeyStorage storage) {
        Outcome plain = outcome(flow, storage, Optional.empty(), false, false);
        List<Trial> trials = trials(flow, plain.calls());
        List<String> failures = trials.parallelStream()
                .flatMap(trial -> failure(flow, storage, trial, plain).stream())
                .toList();
        POINTS.addAndGet(trials.size());
        System.out.println("crash: " + flow + ", " + storage + ": "
                + plain.calls().size() + " calls, " + trials.size() + " crash points");
        assertThat(plain.calls()).hasSizeGreaterThan(4);
        assertThat(failures.stream().limit(SHOWN).collect(Collectors.joining("\n")))
                .as("%d of %d crash points that end elsewhere than %s", failures.size(), trials.size(), plain.end())
                .isEmpty();
    }

    /**
     * One life.
     *
     * @param listsLag whether CloudFront's first list after a write answers as before it
     * @param statusLost whether the status goes with the process
     */
    private record Trial(Moment moment, boolean listsLag, boolean statusLost) {}

    /** Killed at every call; struck otherwise at those that change something. */
    private static List<Trial> trials(KeyFlow flow, List<String> calls) {
        List<Trial> trials = new ArrayList<>();
        for (int call = 1; call <= calls.size(); call++) {
            for (boolean after : List.of(false, true)) {
                trials.add(new Trial(new Moment(call, after, Strike.KILL), false, false));
                if (calls.get(call - 1).matches("(Get|List|Describe)[A-Z].*")) {
                    continue;
                }
                trials.add(new Trial(new Moment(call, after, Strike.KILL), true, false));
                trials.add(new Trial(new Moment(call, after, Strike.LOSE), false, false));
                if (flow.canDoWithoutStatus()) {
                    trials.add(new Trial(new Moment(call, after, Strike.KILL), false, true));
                }
            }
        }
        return trials;
    }

    /** What a life has come to, with how many calls, and what was wrong on the way. */
    private record Outcome(KeyEnd end, List<String> calls, List<String> wrong) {}

    private static Optional<String> failure(KeyFlow flow, KeyStorage storage, Trial trial, Outcome plain) {
        Outcome struck;
        try {
            struck = outcome(flow, storage, Optional.of(trial.moment()), trial.listsLag(), trial.statusLost());
        } catch (RuntimeException | AssertionError e) {
            return Optional.of(trial + ": " + e);
        }
        if (!struck.wrong().isEmpty()) {
            return Optional.of(trial + ": " + struck.wrong().get(0));
        }
        if (!struck.end().equals(plain.end())) {
            return Optional.of(trial + ": " + struck.end());
        }
        return struck.calls().size() > plain.calls().size() + MOST_EXTRA_CALLS
                ? Optional.of(trial + ": " + struck.calls().size() + " calls")
                : Optional.empty();
    }

    private static Outcome outcome(
            KeyFlow flow, KeyStorage storage, Optional<Moment> moment, boolean listsLag, boolean statusLost) {
        SigningKeyWorld world = flow.begin(storage);
        world.cloud.cloudFront.change(settings -> listsLag ? settings.withListsLag(true) : settings);
        world.reaper.calls().clear();
        List<String> wrong = new ArrayList<>();
        world.reaper.watch(call -> {
            if (flow.alwaysBelieved()) {
                disbelief(world, storage).ifPresent(why -> wrong.add("after " + call + ": " + why));
            }
        });
        world.atKill = () -> {
            if (statusLost) {
                world.key.setStatus(null);
            }
        };
        moment.ifPresent(world.reaper::at);
        flow.when().forEach(deed -> deed.accept(world));
        List<String> calls = List.copyOf(world.reaper.calls());
        assertThat(moment.isEmpty() || world.reaper.hasStruck())
                .as("was struck")
                .isTrue();
        world.cloud.cloudFront.change(settings -> settings.withListsLag(false));
        if (!flow.toString().contains("lost")) {
            world.events.stream()
                    .filter(event -> event.startsWith("DriftFound"))
                    .forEach(event -> wrong.add("takes its own work for somebody else's: " + event));
        }
        return new Outcome(KeyEnd.of(world, storage), calls, wrong);
    }

    /** Why a signer that reads now has no key that the key group trusts; empty when it has, or has not had one yet. */
    private static Optional<String> disbelief(SigningKeyWorld world, KeyStorage storage) {
        Optional<String> read = world.signersRead(storage);
        boolean isTrusted = read.isEmpty()
                || world.cloud.client(CloudFrontClient.class).listKeyGroups(list -> {}).keyGroupList().items().stream()
                        .flatMap(group -> group.keyGroup().keyGroupConfig().items().stream())
                        .anyMatch(id -> read.get().contains("\"" + id + "\""));
        return isTrusted ? Optional.empty() : Optional.of("what signers read is not trusted");
    }

    @Test
    void everyOperationOnKeysThatTheOperatorUsesOccursInAFlow() {
        Set<String> made = flows().parallel()
                .flatMap(flow -> {
                    SigningKeyWorld world = ((KeyFlow) flow.get()[0]).begin((KeyStorage) flow.get()[1]);
                    ((KeyFlow) flow.get()[0]).when().forEach(deed -> deed.accept(world));
                    return world.cloud.aws.calls().stream();
                })
                .map(CallRecord::operation)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> used = OperationsInUse.ofSigningKeys();
        assertThat(used).hasSizeGreaterThan(15);
        assertThat(made)
                .containsAll(used.stream()
                        .map(operation -> operation.replaceFirst(".*:", ""))
                        .toList());
    }
}
