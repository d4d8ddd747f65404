package io.siteward.sandbox.aws.cloudfront;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the lists of one kind say: when they lag, the first list after a write answers as before it. */
final class Listing<T> {
    private @Nullable List<T> beforeTheLastWrite;

    void aboutToChange(Collection<T> current) {
        beforeTheLastWrite = List.copyOf(current);
    }

    List<T> read(Collection<T> current, boolean lags) {
        List<T> before = beforeTheLastWrite;
        beforeTheLastWrite = null;
        return lags && before != null ? before : List.copyOf(current);
    }
}
