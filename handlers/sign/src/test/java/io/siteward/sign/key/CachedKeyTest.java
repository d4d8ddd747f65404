package io.siteward.sign.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siteward.sign.KeyAlgorithm;
import io.siteward.sign.KeyPairs;
import io.siteward.sign.SigningKey;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachedKeyTest {
    private final Deque<SigningKey> stored = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int reads;
    private final CachedKey cached = new CachedKey(
            () -> {
                reads++;
                if (stored.isEmpty()) {
                    throw new KeyUnavailableException("nothing there");
                }
                return stored.remove();
            },
            Duration.ofSeconds(60),
            () -> now);

    @Test
    void nothingIsReadBeforeItIsAskedFor() {
        assertThat(reads).isZero();
    }

    @Test
    void aKeyIsUsedForItsTime() throws Exception {
        SigningKey key = key();
        stored.add(key);

        assertThat(cached.current()).isSameAs(key);
        now = now.plusMillis(59_999);
        assertThat(cached.current()).isSameAs(key);
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void aKeyPastItsTimeIsReadAgain() throws Exception {
        SigningKey next = key();
        stored.add(key());
        stored.add(next);
        cached.current();
        now = now.plusSeconds(60);

        assertThat(cached.current()).isSameAs(next);
    }

    @Test
    void aKeyPastItsTimeIsNotUsedOnWhenItCannotBeRead() throws Exception {
        stored.add(key());
        cached.current();
        now = now.plusSeconds(60);

        assertThatThrownBy(cached::current).isInstanceOf(KeyUnavailableException.class);
        now = now.minusSeconds(30);
        assertThatThrownBy(cached::current).isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void aFailureIsAskedAfterAgainASecondLater() throws Exception {
        assertThatThrownBy(cached::current).hasMessage("nothing there");
        stored.add(key());

        now = now.plusMillis(999);
        assertThatThrownBy(cached::current).hasMessage("nothing there");
        assertThat(reads).isEqualTo(1);
        now = now.plusMillis(1);
        assertThat(cached.current()).isNotNull();
    }

    @Test
    void aFailureInTheFutureIsAskedAfterAgain() throws Exception {
        assertThatThrownBy(cached::current).hasMessage("nothing there");
        stored.add(key());
        now = now.minusMillis(1);

        assertThat(cached.current()).isNotNull();
    }

    @Test
    void aFailureThatTookLongStandsForItsSecondToo() {
        CachedKey slowly = new CachedKey(
                () -> {
                    reads++;
                    now = now.plusSeconds(10);
                    throw new KeyUnavailableException("no answer");
                },
                Duration.ofSeconds(60),
                () -> now);

        assertThatThrownBy(slowly::current).hasMessage("no answer");
        assertThatThrownBy(slowly::current).hasMessage("no answer");
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void aKeyReadInTheFutureIsReadAgain() throws Exception {
        SigningKey next = key();
        stored.add(key());
        stored.add(next);
        cached.current();
        now = now.minusSeconds(1);

        assertThat(cached.current()).isSameAs(next);
    }

    @Test
    void theTimeItTookToReadCountsToo() throws Exception {
        SigningKey first = key();
        SigningKey next = key();
        Deque<SigningKey> slow = new ArrayDeque<>(List.of(first, next));
        CachedKey slowly = new CachedKey(
                () -> {
                    now = now.plusSeconds(59);
                    return slow.remove();
                },
                Duration.ofSeconds(60),
                () -> now);
        slowly.current();
        now = now.plusSeconds(1);

        assertThat(slowly.current()).isSameAs(next);
    }

    private static SigningKey key() throws GeneralSecurityException {
        byte[] key = KeyPairs.fresh(KeyAlgorithm.ECDSAP256).getPrivate().getEncoded();
        return SigningKey.of("K1", KeyAlgorithm.ECDSAP256, key, null);
    }
}
