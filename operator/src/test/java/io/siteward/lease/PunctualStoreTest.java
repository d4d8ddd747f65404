package io.siteward.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PunctualStoreTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SimulatedStore store = new SimulatedStore((before, now) -> {});

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void givesUpACallThatDoesNotEnd() {
        CountDownLatch never = new CountDownLatch(1);
        LeaseStore silent = answering(() -> {
            never.await();
            return List.of();
        });
        assertThatThrownBy(() -> punctual(silent, Duration.ofMillis(20)).leases())
                .isInstanceOf(StoreFailure.class)
                .hasMessage("The lease store has not answered within 20 ms.");
    }

    @Test
    void handsOnWhatTheStoreAnswers() throws StoreFailure {
        LeaseStore punctual = punctual(store, Duration.ofMinutes(1));
        Lease lease = LeaseStoreContract.lease("docs", "m1", "v1");
        assertThat(punctual.write(lease, null)).isTrue();
        assertThat(punctual.write(lease, null)).isFalse();
        assertThat(punctual.leases()).containsExactly(lease);
        assertThat(punctual.lease("docs")).contains(lease);
    }

    @Test
    void handsOnWhyTheStoreFails() {
        StoreFailure failure = new StoreFailure("The table is gone.", new IOException());
        LeaseStore failing = answering(() -> {
            throw failure;
        });
        assertThatThrownBy(() -> punctual(failing, Duration.ofMinutes(1)).members())
                .isSameAs(failure);
    }

    private PunctualStore punctual(LeaseStore below, Duration timeout) {
        return new PunctualStore(below, timeout, threads);
    }

    private interface Answer {
        Object give() throws Exception;
    }

    private static LeaseStore answering(Answer answer) {
        return (LeaseStore) Proxy.newProxyInstance(
                LeaseStore.class.getClassLoader(), new Class<?>[] {LeaseStore.class}, (proxy, method, arguments) -> {
                    try {
                        return answer.give();
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
