package io.siteward.lease;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A store whose every call ends in time, also where the client below does not: a time-out of the JDK's HTTP client ends
 * with the headers of an answer, and a body that stalls is waited for for ever. What came of such a call is not known.
 */
final class PunctualStore implements LeaseStore {
    private final LeaseStore store;
    private final Duration timeout;
    private final ExecutorService threads;

    /** @param threads where calls are made; one that is given up keeps its thread until the client lets go of it */
    PunctualStore(LeaseStore store, Duration timeout, ExecutorService threads) {
        this.store = store;
        this.timeout = timeout;
        this.threads = threads;
    }

    @Override
    public List<Member> members() throws StoreFailure {
        return inTime(store::members);
    }

    @Override
    public List<Lease> leases() throws StoreFailure {
        return inTime(store::leases);
    }

    @Override
    public Optional<Member> member(String id) throws StoreFailure {
        return inTime(() -> store.member(id));
    }

    @Override
    public Optional<Lease> lease(String key) throws StoreFailure {
        return inTime(() -> store.lease(key));
    }

    @Override
    public boolean write(Member member, @Nullable String expected) throws StoreFailure {
        return inTime(() -> store.write(member, expected));
    }

    @Override
    public boolean write(Lease lease, @Nullable String expected) throws StoreFailure {
        return inTime(() -> store.write(lease, expected));
    }

    @Override
    public boolean remove(Member member) throws StoreFailure {
        return inTime(() -> store.remove(member));
    }

    private interface Call<T> {
        T make() throws StoreFailure;
    }

    private <T> T inTime(Call<T> call) throws StoreFailure {
        Future<T> answer = threads.submit(call::make);
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new StoreFailure("The lease store has not answered within " + timeout.toMillis() + " ms.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new StoreFailure("The lease store was not waited for: the process ends.", e);
        }
    }
}
