package io.siteward.lease;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lease protocol of one process: says which call of the store comes next, learns from its answer, and says at any
 * moment what may be done. It makes no call and waits for nothing, so production and simulation drive the same code.
 *
 * <p>One call at a time: whoever drives it asks for a step, carries it out, hands in the answer, and asks again. The
 * questions may be asked by any thread.
 */
final class Protocol {
    private final Replica replica;
    private final Terms terms;
    private final Membership membership;
    private final Neighbours neighbours;
    private final Succession succession;
    private final Holdings holdings;

    /** Keys that may ask for a write, in the order in which they are looked at. */
    private final Set<String> agenda = new LinkedHashSet<>();

    private boolean membersListed;
    private long membersAsked;
    private boolean leasesListed;
    private long leasesAsked;
    private boolean leasesStale;
    private boolean leaving;

    /** Not before then is anything asked again, in nanoseconds, after a call without an answer. */
    private long quietUntil;

    private boolean quiet;
    private Optional<StoreFailure> trouble = Optional.empty();

    /**
     * Nothing is asked or held yet.
     *
     * @param shared whether other clusters use the store
     */
    Protocol(Replica replica, Terms terms, boolean shared) {
        this.replica = replica;
        this.terms = terms;
        this.membership = new Membership(replica, terms);
        this.neighbours = new Neighbours(replica, terms);
        this.succession = new Succession(replica, neighbours);
        this.holdings = new Holdings(replica, shared, membership, succession);
    }

    /** The next call of the store; empty when none is due for {@link #pause}. */
    synchronized Optional<Step<?>> next() {
        if (membership.hasLeft() || (quiet && replica.nanos() - quietUntil < 0)) {
            return Optional.empty();
        }
        quiet = false;
        return own().or(this::others).or(this::leases).map(this::guarded);
    }

    private Optional<Step<?>> own() {
        if (membership.isDoubtful()) {
            return Optional.of(membership.lookup(this::startAnew));
        }
        if (leaving) {
            return Optional.of(membership.leaving());
        }
        return isDue(membership.untilRenewal()) ? Optional.of(membership.renewal()) : Optional.empty();
    }

    private Optional<Step<?>> others() {
        if (!membersListed || isDue(untilMembers())) {
            return Optional.of(listMembers());
        }
        return neighbours.silent().<Step<?>>map(this::declareDead);
    }

    private Optional<Step<?>> leases() {
        if (!leasesListed || leasesStale || isDue(untilLeases())) {
            return Optional.of(listLeases());
        }
        if (membership.remaining().compareTo(Duration.ZERO) <= 0) {
            return Optional.empty();
        }
        Deque<String> keys = new ArrayDeque<>(agenda);
        while (!keys.isEmpty()) {
            String key = keys.pop();
            Optional<Step<?>> step = holdings.next(key);
            if (step.isPresent()) {
                return step;
            }
            agenda.remove(key);
        }
        return neighbours.forgettable(holdings.holders()).map(this::forget);
    }

    private Step<Collection<Member>> listMembers() {
        membersAsked = replica.nanos();
        long asked = membersAsked;
        return new Step<>(
                store -> List.copyOf(store.members()),
                members -> {
                    membersListed = true;
                    boolean news = neighbours.take(members, membership.id(), asked);
                    leasesStale |= news;
                    lookAtAll();
                },
                failure -> {});
    }

    private Step<Collection<Lease>> listLeases() {
        leasesAsked = replica.nanos();
        leasesStale = false;
        return new Step<>(
                store -> List.copyOf(store.leases()),
                leases -> {
                    leasesListed = true;
                    holdings.take(leases);
                    lookAtAll();
                },
                failure -> leasesStale = true);
    }

    private Step<Boolean> declareDead(Member silent) {
        Member dead = silent.in(Member.State.DEAD, membership.newVersion());
        return new Step<>(
                store -> store.write(dead, silent.version()),
                stands -> {
                    if (stands) {
                        neighbours.declaredDead(dead);
                        leasesStale = true;
                    } else {
                        neighbours.doubt(silent);
                        membersListed = false;
                    }
                },
                failure -> membersListed = false);
    }

    private Step<Boolean> forget(Member member) {
        return new Step<>(store -> store.remove(member), removed -> neighbours.forgotten(member), failure -> {});
    }

    private void lookAtAll() {
        agenda.addAll(holdings.keys());
    }

    private void startAnew() {
        holdings.loseAll();
        leasesListed = false;
        membersListed = false;
    }

    /** A store that does not answer is not asked again at once. */
    private void calmDown() {
        quiet = true;
        quietUntil = replica.nanos() + terms.renewal().dividedBy(5).toNanos();
    }

    /** How long nothing has to be asked. */
    synchronized Duration pause() {
        if (quiet) {
            return positive(Duration.ofNanos(quietUntil - replica.nanos()));
        }
        Duration pause = List.of(membership.untilRenewal(), untilMembers(), untilLeases()).stream()
                .min(Duration::compareTo)
                .orElseThrow();
        return positive(neighbours
                .untilSilence()
                .filter(silence -> silence.compareTo(pause) < 0)
                .orElse(pause));
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private static boolean isDue(Duration until) {
        return until.compareTo(Duration.ZERO) <= 0;
    }

    private Duration untilMembers() {
        return Duration.ofNanos(membersAsked - replica.nanos()).plus(terms.renewal());
    }

    private Duration untilLeases() {
        return Duration.ofNanos(leasesAsked - replica.nanos()).plus(terms.lease());
    }

    private <T> Step<T> guarded(Step<T> step) {
        return new Step<>(
                step.call(),
                answer -> {
                    synchronized (this) {
                        trouble = Optional.empty();
                        step.answered().accept(answer);
                    }
                },
                failure -> {
                    synchronized (this) {
                        trouble = Optional.of(failure);
                        calmDown();
                        step.lost().accept(failure);
                    }
                });
    }

    /** What is wanted with a key from now on. */
    synchronized void want(String key, Want want) {
        Entry entry = holdings.entry(key);
        if (!want.equals(entry.want)) {
            entry.want = want;
            agenda.add(key);
        }
    }

    /** What the other clusters are told of a key, if this process holds it. */
    synchronized void publish(String key, Readiness readiness) {
        Entry entry = holdings.entry(key);
        if (!readiness.equals(entry.readiness)) {
            entry.readiness = readiness;
            agenda.add(key);
        }
    }

    /** The manifest is gone: nothing is wanted with the key any more. */
    synchronized void forget(String key) {
        holdings.find(key).ifPresent(entry -> {
            entry.want = null;
            agenda.add(key);
        });
    }

    /** Hands it over as soon as no work on it is under way. */
    synchronized void handOver(String key) {
        holdings.find(key).filter(entry -> entry.held > 0).ifPresent(entry -> {
            entry.handOver = true;
            entry.leaving = true;
            agenda.add(key);
        });
    }

    /** Whether this process holds a key and may act. */
    synchronized boolean holds(String key) {
        return holdings.isHeld(holdings.entry(key)) && mayAct(terms.callTimeout());
    }

    /** How this process stands to a key. */
    synchronized Standing standing(String key) {
        Entry entry = holdings.entry(key);
        return new Standing(
                kind(entry),
                entry.lease,
                holdings.speaks() && mayAct(Duration.ZERO),
                succession.silentClaimants(entry));
    }

    private Standing.Kind kind(Entry entry) {
        if (holdings.isHeld(entry)) {
            return mayAct(terms.callTimeout()) ? Standing.Kind.HELD : Standing.Kind.LAPSED;
        }
        if (entry.held > 0) {
            return Standing.Kind.OPEN;
        }
        if (holdings.hasParted(entry)) {
            return succession.isAwaited(entry) ? Standing.Kind.PARTING : Standing.Kind.PARTED;
        }
        if (!leasesListed || !entry.exists || succession.isFree(entry) || entry.lease.isHeldBy(membership.id())) {
            return Standing.Kind.OPEN;
        }
        return replica.cluster().equals(entry.lease.cluster()) ? Standing.Kind.COLLEAGUE : Standing.Kind.ELSEWHERE;
    }

    /**
     * Begins work on a key, which then stays with this process until the work has ended, as long as it may act.
     *
     * @return the record; empty when it must not be worked on now
     */
    synchronized Optional<Lease> enter(String key) {
        Entry entry = holdings.entry(key);
        boolean may = holdings.isHeld(entry)
                && !entry.leaving
                && entry.atWork == 0
                && entry.want != null
                && (entry.want.stage() == Want.Stage.KEEP || entry.lease.hasClosed())
                && mayAct(terms.callTimeout());
        if (!may) {
            return Optional.empty();
        }
        entry.atWork = entry.held;
        return Optional.of(entry.lease);
    }

    /** The work on it has ended. */
    synchronized void exit(String key) {
        Entry entry = holdings.entry(key);
        entry.atWork = 0;
        agenda.add(key);
    }

    /** Whether a call that changes something may be made in the work on this key: there is time enough for it to end. */
    synchronized boolean mayChange(String key) {
        return holdings.find(key)
                        .filter(entry -> entry.atWork > 0 && entry.atWork == entry.held)
                        .isPresent()
                && mayAct(terms.callTimeout());
    }

    /** Whether this process does what a cluster needs done once, whatever it holds. */
    synchronized boolean maySpeak() {
        return holdings.speaks() && mayAct(terms.callTimeout());
    }

    /**
     * Whether this process may write to its own cluster about a key: as its holder; as who speaks for a cluster that stands
     * by; to let go of a manifest that is done with; or to say that it does not hear from the store.
     */
    synchronized boolean mayTell(String key) {
        return mayChange(key)
                || maySpeak()
                || isBlind()
                || holdings.find(key).filter(holdings::hasParted).isPresent();
    }

    /** Whether it may not act because the store does not answer. */
    synchronized boolean isBlind() {
        return trouble.isPresent() && membership.remaining().compareTo(Duration.ZERO) <= 0;
    }

    /** Whether that is the id of the member that this process is now. */
    synchronized boolean isThisMember(String member) {
        return membership.id().equals(member);
    }

    /** Whether that is the id of a member that this replica is or was. */
    boolean isThisReplica(String member) {
        return replica.isIdOfThis(member);
    }

    /** Lets go of everything with one write. To be called when nothing is at work any more. */
    synchronized void leave() {
        leaving = true;
    }

    /** Whether anything is being worked on. */
    synchronized boolean isAtWork() {
        return holdings.isAtWork();
    }

    synchronized boolean hasLeft() {
        return membership.hasLeft();
    }

    /** Why the store's last call had no answer; empty when it had. */
    synchronized Optional<StoreFailure> trouble() {
        return trouble;
    }

    private boolean mayAct(Duration timeNeeded) {
        Duration remaining = membership.remaining();
        // From the moment it asks to leave, others may have heard of it.
        return !leaving && remaining.compareTo(Duration.ZERO) > 0 && remaining.compareTo(timeNeeded) >= 0;
    }
}
