package io.siteward.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the protocol relies on in every store. A test class of a store implements this, and is asked all of it. */
public interface LeaseStoreContract {
    Instant NOW = Instant.parse("2026-01-01T00:00:00.123456789Z");

    /** The store under test, without a record at the beginning of each test. */
    LeaseStore store();

    /** How many records of 16 KB are more than one answer of the store holds. */
    int moreThanOnePage();

    @Test
    default void findsNothingInTheBeginning() throws StoreFailure {
        assertThat(store().members()).isEmpty();
        assertThat(store().leases()).isEmpty();
        assertThat(store().member("m1")).isEmpty();
        assertThat(store().lease("f/SecureSite/web/docs")).isEmpty();
    }

    @Test
    default void createsOnlyWhatIsAbsent() throws StoreFailure {
        assertThat(store().write(member("m1", "v1"), null)).isTrue();
        assertThat(store().write(member("m1", "v2"), null)).isFalse();
        assertThat(store().write(lease("docs", "m1", "v1"), null)).isTrue();
        assertThat(store().write(lease("docs", "m2", "v2"), null)).isFalse();

        assertThat(store().member("m1")).contains(member("m1", "v1"));
        assertThat(store().lease("docs")).contains(lease("docs", "m1", "v1"));
    }

    @Test
    default void replacesNothingThatIsAbsent() throws StoreFailure {
        assertThat(store().write(member("m1", "v2"), "v1")).isFalse();
        assertThat(store().write(lease("docs", "m1", "v2"), "v1")).isFalse();

        assertThat(store().members()).isEmpty();
        assertThat(store().leases()).isEmpty();
    }

    @Test
    default void replacesOnlyTheExpectedVersionAndTellsTheLoserOfTwoWriters() throws StoreFailure {
        store().write(lease("docs", null, "v1"), null);

        assertThat(store().write(lease("docs", "m1", "v2"), "v1")).isTrue();
        assertThat(store().write(lease("docs", "m2", "v3"), "v1")).isFalse();
        assertThat(store().lease("docs")).contains(lease("docs", "m1", "v2"));
        assertThat(store().write(lease("docs", "m2", "v3"), "v2")).isTrue();
    }

    /** A late renewal of a member that was declared dead. */
    @Test
    default void keepsADeadMemberDead() throws StoreFailure {
        Member alive = member("m1", "v1");
        store().write(alive, null);
        assertThat(store().write(alive.in(Member.State.DEAD, "v2"), "v1")).isTrue();

        assertThat(store().write(alive.renewed(1, NOW, "v3"), "v1")).isFalse();
        assertThat(store().member("m1")).contains(alive.in(Member.State.DEAD, "v2"));
    }

    @Test
    default void removesAMemberThatIsOverAndNoOther() throws StoreFailure {
        Member alive = member("m1", "v1");
        store().write(alive, null);
        assertThat(store().remove(alive)).isFalse();
        assertThat(store().remove(alive.in(Member.State.DEAD, "v1"))).isFalse();
        Member left = alive.in(Member.State.LEFT, "v2");
        store().write(left, "v1");
        assertThat(store().remove(alive.in(Member.State.LEFT, "v1"))).isFalse();
        assertThat(store().members()).containsExactly(left);

        assertThat(store().remove(left)).isTrue();

        assertThat(store().members()).isEmpty();
        assertThat(store().remove(left)).isFalse();
    }

    @Test
    default void tellsMembersFromLeasesOfTheSameName() throws StoreFailure {
        store().write(member("docs", "v1"), null);
        store().write(lease("docs", "docs", "v2"), null);

        assertThat(store().members()).containsExactly(member("docs", "v1"));
        assertThat(store().leases()).containsExactly(lease("docs", "docs", "v2"));
    }

    @Test
    default void keepsEveryFieldOfAMember() throws StoreFailure {
        for (Member.State state : Member.State.values()) {
            Member member = new Member(
                    "id-" + state,
                    "siteward-0 ünïcödé 🦊",
                    "",
                    state,
                    Duration.ofMillis(3001),
                    Long.MAX_VALUE,
                    NOW,
                    "v-\"quoted\"");
            store().write(member, null);
            assertThat(store().member(member.id())).contains(member);
        }
        assertThat(store().members()).hasSize(Member.State.values().length);
    }

    @Test
    default void keepsEveryFieldOfALease() throws StoreFailure {
        Lease full = new Lease(
                "prod/SecureSite/web/docs",
                Long.MAX_VALUE,
                "m1",
                "cluster-ä",
                NOW,
                Map.of("cluster-ä", new Claim("sha", NOW), "a.b/c", new Claim("", Instant.EPOCH)),
                Claiming.CLOSED,
                new Readiness("True", "Deployed", "Zeile 1\nZeile 2 🦊"),
                "v1");
        Lease empty = new Lease(
                "prod/SecureSite/web/other",
                0,
                null,
                null,
                Instant.EPOCH,
                Map.of(),
                Claiming.GATHERING,
                Readiness.UNKNOWN,
                "v2");
        store().write(full, null);
        store().write(empty, null);

        assertThat(store().lease(full.key())).contains(full);
        assertThat(store().lease(empty.key())).contains(empty);
        assertThat(store().leases()).containsExactlyInAnyOrder(full, empty);
    }

    /** What was set before does not shine through. */
    @Test
    default void forgetsWhatARecordSaidBefore() throws StoreFailure {
        Lease held = lease("docs", "m1", "v1").with("c1", new Claim("sha", NOW));
        store().write(held, null);
        Lease released = held.released(null).without("c1").as("v2");
        assertThat(store().write(released, "v1")).isTrue();

        assertThat(store().lease("docs")).contains(released);
    }

    @Test
    default void listsEverythingThatWasWrittenHoweverMuchItIs() throws StoreFailure {
        List<Lease> written = IntStream.range(0, moreThanOnePage())
                .mapToObj(i ->
                        lease("site-" + i, "m1", "v" + i).saying(new Readiness("True", "Deployed", "x".repeat(16_000))))
                .toList();
        for (Lease each : written) {
            assertThat(store().write(each, null)).isTrue();
        }
        store().write(member("m1", "v1"), null);

        assertThat(store().leases()).containsExactlyInAnyOrderElementsOf(written);
        assertThat(store().members()).hasSize(1);
    }

    /** A member that is alive. */
    static Member member(String id, String version) {
        return new Member(id, "siteward-0", "c1", Member.State.ALIVE, Duration.ofSeconds(30), 0, NOW, version);
    }

    /** A member that stopped in good order. */
    static Member left(String id, String version) {
        return member(id, version).in(Member.State.LEFT, version);
    }

    static Lease lease(String key, @Nullable String holder, String version) {
        return new Lease(
                key,
                1,
                holder,
                Optional.ofNullable(holder).map(each -> "c1").orElse(null),
                NOW,
                Map.of(),
                Claiming.OPEN,
                Readiness.UNKNOWN,
                version);
    }
}
