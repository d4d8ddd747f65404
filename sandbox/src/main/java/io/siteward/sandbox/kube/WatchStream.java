package io.siteward.sandbox.kube;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** A watch: the objects there are, when the client named no version, and then every change, one JSON document each. */
final class WatchStream {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A bookmark this often also finds out that a client has gone. */
    private static final Duration BOOKMARK_EVERY = Duration.ofSeconds(10);

    private final ObjectStore store;
    private final ResourceKind kind;
    private final String namespace;
    private final Selector selector;
    private final Representation representation;
    private final Options options;
    private boolean columnsSent;

    /**
     * How a watch goes.
     *
     * @param from the version after which changes are sent; empty for the objects there are and then what follows
     * @param lasts how long until the server ends it
     * @param bookmarkEvery the longest time without a bookmark, for who takes them
     */
    record Options(Optional<Long> from, boolean bookmarks, Duration lasts, Duration bookmarkEvery) {
        private static final long DEFAULT_SECONDS = 1800;

        static Options of(ApiRequest request) {
            try {
                String version = request.parameter("resourceVersion");
                String seconds = request.parameter("timeoutSeconds");
                return new Options(
                        version.isEmpty() || version.equals("0")
                                ? Optional.empty()
                                : Optional.of(Long.valueOf(version)),
                        request.isSet("allowWatchBookmarks"),
                        Duration.ofSeconds(seconds.isEmpty() ? DEFAULT_SECONDS : Long.parseLong(seconds)),
                        BOOKMARK_EVERY);
            } catch (NumberFormatException e) {
                throw ApiError.badRequest("invalid resource version or timeoutSeconds: " + e.getMessage());
            }
        }
    }

    WatchStream(
            ObjectStore store,
            ResourceKind kind,
            String namespace,
            Selector selector,
            Representation representation,
            Options options) {
        this.store = store;
        this.kind = kind;
        this.namespace = namespace;
        this.selector = selector;
        this.representation = representation;
        this.options = options;
    }

    /** Sends until the time is over, the store is closed, or the client has gone. */
    void sendTo(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            // The headers alone tell the client that the watch stands.
            out.flush();
            follow(out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A bookmark comes by the time and at the end, whatever else there is to send: to fabric8 a watch that goes over plain
     * HTTP stands from its first event on, and other kinds may change all the time while this one never does.
     */
    void follow(OutputStream out) throws IOException, InterruptedException {
        long end = System.nanoTime() + options.lasts().toNanos();
        try {
            long seen = options.from().isPresent() ? options.from().get() : sendPresent(out);
            while (!store.isClosed() && System.nanoTime() < end) {
                seen = followUntil(
                        Math.min(
                                end, System.nanoTime() + options.bookmarkEvery().toNanos()),
                        seen,
                        out);
                if (options.bookmarks()) {
                    sendBookmark(out, seen);
                    out.flush();
                }
            }
        } catch (ApiError e) {
            write(out, "ERROR", e.status());
        }
    }

    /** Sends what changes; the version up to which it did. */
    private long followUntil(long end, long from, OutputStream out) throws IOException, InterruptedException {
        long seen = from;
        while (!store.isClosed() && System.nanoTime() < end) {
            for (ObjectStore.Change change : store.changesAfter(seen, Duration.ofNanos(end - System.nanoTime()))) {
                send(out, change);
                seen = change.version();
            }
            out.flush();
        }
        return seen;
    }

    private long sendPresent(OutputStream out) throws IOException {
        ObjectStore.Snapshot present = store.list(kind.storedAs(), namespace);
        for (ObjectNode object : present.objects()) {
            if (selector.test(object)) {
                write(out, "ADDED", represented(object));
            }
        }
        out.flush();
        return present.version();
    }

    /** What leaves the selection is told as a deletion, what enters it as an addition. */
    private void send(OutputStream out, ObjectStore.Change change) throws IOException {
        boolean inScope = change.key().resource().equals(kind.storedAs())
                && (namespace.isEmpty() || change.key().namespace().equals(namespace));
        if (!inScope) {
            return;
        }
        boolean before = change.before().filter(selector).isPresent();
        boolean after = change.after().filter(selector).isPresent();
        if (after) {
            write(out, before ? "MODIFIED" : "ADDED", represented(change.after().orElseThrow()));
        } else if (before) {
            ObjectNode gone = change.before().orElseThrow().deepCopy();
            Metadata.of(gone).put("resourceVersion", Long.toString(change.version()));
            write(out, "DELETED", represented(gone));
        }
    }

    private void sendBookmark(OutputStream out, long version) throws IOException {
        ObjectNode bookmark = JsonNodes.object().put("kind", kind.kind()).put("apiVersion", kind.apiVersion());
        bookmark.putObject("metadata").put("resourceVersion", Long.toString(version));
        write(out, "BOOKMARK", bookmark);
    }

    /** Only the first of a watch's tables says what its columns are. */
    private ObjectNode represented(ObjectNode object) {
        ObjectNode represented = representation.of(object);
        if (representation instanceof Table) {
            if (columnsSent) {
                represented.putArray("columnDefinitions");
            }
            columnsSent = true;
        }
        return represented;
    }

    private static void write(OutputStream out, String type, ObjectNode object) throws IOException {
        ObjectNode event = JsonNodes.object().put("type", type);
        event.set("object", object);
        out.write(JSON.writeValueAsBytes(event));
        out.write('\n');
    }
}
