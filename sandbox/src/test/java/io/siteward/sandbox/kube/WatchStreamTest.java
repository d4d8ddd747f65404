package io.siteward.sandbox.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchStreamTest {
    private static final ObjectKey OTHER = new ObjectKey("leases.coordination.k8s.io", "default", "one");

    private final ObjectStore store = new ObjectStore(2);
    private final ResourceKind namespaces = Catalog.of(List.of()).storedAs("namespaces");

    @Test
    void sendsABookmarkAlsoWhileOnlyOthersChange() throws Exception {
        ChangesWithEveryFlush out = new ChangesWithEveryFlush();
        long version = store.version();
        out.flush();
        watch(new WatchStream.Options(Optional.of(version), true, Duration.ofSeconds(1), Duration.ofMillis(1)))
                .follow(out);

        assertThat(out.toString(UTF_8)).contains("\"type\":\"BOOKMARK\"");
    }

    private WatchStream watch(WatchStream.Options options) {
        return new WatchStream(
                store, namespaces, "", Selector.of(namespaces, "", ""), Representation.plain(namespaces), options);
    }

    /** Never lets the watch wait in vain. */
    private final class ChangesWithEveryFlush extends ByteArrayOutputStream {
        @Override
        public void flush() {
            store.put(OTHER, JsonNodes.object());
            if (size() > 0) {
                store.close();
            }
        }
    }
}
