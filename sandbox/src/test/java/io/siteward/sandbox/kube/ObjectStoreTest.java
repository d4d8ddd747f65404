package io.siteward.sandbox.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {
    private static final ObjectKey KEY = new ObjectKey("kites.test.siteward.io", "default", "one");

    private final ObjectStore store = new ObjectStore(2);

    @Test
    void forgetsTheOldestChanges() throws Exception {
        long first = version();
        version();
        version();

        assertThat(store.changesAfter(first, Duration.ZERO)).hasSize(2);
        assertThatExceptionOfType(ApiError.class)
                .isThrownBy(() -> store.changesAfter(first - 1, Duration.ZERO))
                .satisfies(error -> assertThat(error.code()).isEqualTo(410));
    }

    @Test
    void givesEveryChangeAVersionOfItsOwn() {
        long first = version();
        long second = version();
        store.remove(KEY);

        assertThat(second).isEqualTo(first + 1);
        assertThat(store.version()).isEqualTo(second + 1);
    }

    private long version() {
        return store.put(KEY, JsonNodes.object())
                .at("/metadata/resourceVersion")
                .asLong();
    }
}
