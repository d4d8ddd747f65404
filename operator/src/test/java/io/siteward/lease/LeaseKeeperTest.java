package io.siteward.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siteward.gate.Call;
import io.siteward.gate.Subject;
import io.siteward.identity.Identity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {
    private static final Identity DOCS = new Identity("fleet", "SecureSite", "web", "docs");
    private static final Identity BLOG = new Identity("fleet", "SecureSite", "web", "blog");
    private static final Want KEPT = new Want(new Claim("spec", Instant.EPOCH), 0, Set.of(), Want.Stage.KEEP);

    private final CuttableStore store = new CuttableStore();
    private final LeaseKeeper keeper = keeper("replica-1");

    private LeaseKeeper keeper(String instance) {
        return new LeaseKeeper(
                store,
                new Terms(Terms.SHORTEST),
                new LeaseKeeper.Surroundings(
                        instance, "berlin", false, InstantSource.system(), System::nanoTime, new Random()));
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    @Test
    void letsOnlyThroughWhatIsBeingWorkedOn() {
        hold();
        assertThat(keeper.refusal(aws(DOCS))).as("before the work begins").isPresent();

        assertThat(keeper.enter(DOCS)).get().extracting(Lease::epoch).isEqualTo(1L);
        assertThat(keeper.enter(DOCS)).as("twice").isEmpty();
        assertThat(keeper.refusal(aws(DOCS))).isEmpty();
        assertThat(keeper.refusal(aws(BLOG)))
                .get()
                .extracting(failure -> failure.code())
                .isEqualTo("LeaseNotHeld");

        keeper.exit(DOCS);
        assertThat(keeper.refusal(aws(DOCS))).as("after the work has ended").isPresent();
    }

    @Test
    void letsNothingOfTheOperatorItselfChangeAwsBeforeItSpeaksForTheCluster() {
        Call sweeps = new Call(Subject.OPERATOR, Call.Target.AWS, "1", "cloudfront", "DeleteCachePolicy", true);
        Call looks = new Call(Subject.OPERATOR, Call.Target.AWS, "1", "sts", "GetCallerIdentity", false);
        assertThat(keeper.refusal(sweeps)).isPresent();
        assertThat(keeper.refusal(looks)).isEmpty();

        keeper.start();
        await().until(keeper::speaks);
        assertThat(keeper.refusal(sweeps)).isEmpty();
    }

    @Test
    void tellsWhenSomethingMayBeDoneThatCouldNotBefore() {
        List<Identity> told = new CopyOnWriteArrayList<>();
        keeper.onChange(told::add);
        hold();
        await().until(() -> told.contains(DOCS));
    }

    /** Who begins to keep something claims it a moment later, and is not to look at it once more for that. */
    @Test
    void isNotToldOfAClaimOfItsOwnCluster() {
        keeper.want(DOCS, new Want(null, 0, Set.of(), Want.Stage.KEEP));
        keeper.start();
        await().until(() -> keeper.standing(DOCS).kind() == Standing.Kind.HELD);
        List<Identity> told = new CopyOnWriteArrayList<>();
        keeper.onChange(told::add);

        keeper.want(DOCS, KEPT);
        await().until(() -> store.leases().stream()
                .anyMatch(lease -> lease.claims().keySet().equals(Set.of("berlin"))));
        keeper.want(BLOG, KEPT);
        await().until(() -> told.contains(BLOG));

        assertThat(told).doesNotContain(DOCS);
    }

    @Test
    void leavesInOneWriteSoThatNobodyHasToWait() {
        hold();
        keeper.close();
        assertThat(store.members()).singleElement().extracting(Member::state).isEqualTo(Member.State.LEFT);
        assertThat(keeper.enter(DOCS)).isEmpty();

        try (LeaseKeeper second = keeper("replica-2")) {
            second.want(DOCS, KEPT);
            second.start();
            await().until(() -> second.standing(DOCS).kind() == Standing.Kind.HELD);
            assertThat(second.standing(DOCS).lease().epoch()).isEqualTo(2);
        }
    }

    @Test
    void doesNotLeaveWhileWorkIsUnderWay() {
        hold();
        keeper.enter(DOCS);
        keeper.close();
        assertThat(store.members()).singleElement().extracting(Member::state).isEqualTo(Member.State.ALIVE);
    }

    @Test
    void stopsWhenTheStoreIsSilentAndSaysWhyAndGoesOnByItself() {
        hold();
        store.cut = true;
        await().until(() -> keeper.trouble().isPresent());
        assertThat(keeper.trouble()).contains("The store is cut off.");
        assertThat(keeper.standing(DOCS).kind()).isEqualTo(Standing.Kind.LAPSED);
        assertThat(keeper.enter(DOCS)).isEmpty();

        store.cut = false;
        await().until(() -> keeper.standing(DOCS).kind() == Standing.Kind.HELD);
        assertThat(keeper.trouble()).isEmpty();
    }

    private void hold() {
        keeper.want(DOCS, KEPT);
        keeper.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> keeper.standing(DOCS).kind() == Standing.Kind.HELD);
    }

    private static Call aws(Identity site) {
        return new Call(Subject.of(site), Call.Target.AWS, "1", "s3", "CreateBucket", true);
    }

    /** A store that can be cut off. */
    private static final class CuttableStore implements LeaseStore {
        private final SimulatedStore records = new SimulatedStore((before, now) -> {});
        private volatile boolean cut;

        private synchronized <T> T answer(T answer) throws StoreFailure {
            if (cut) {
                throw new StoreFailure("The store is cut off.", new IOException("cut"));
            }
            return answer;
        }

        @Override
        public synchronized List<Member> members() {
            return records.members();
        }

        @Override
        public synchronized List<Lease> leases() throws StoreFailure {
            return answer(records.leases());
        }

        @Override
        public synchronized Optional<Member> member(String id) throws StoreFailure {
            return answer(records.member(id));
        }

        @Override
        public synchronized Optional<Lease> lease(String key) throws StoreFailure {
            return answer(records.lease(key));
        }

        @Override
        public synchronized boolean write(Member member, @Nullable String expected) throws StoreFailure {
            answer(0);
            return records.write(member, expected);
        }

        @Override
        public synchronized boolean write(Lease lease, @Nullable String expected) throws StoreFailure {
            answer(0);
            return records.write(lease, expected);
        }

        @Override
        public synchronized boolean remove(Member member) throws StoreFailure {
            answer(0);
            return records.remove(member);
        }
    }
}
