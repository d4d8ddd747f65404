package io.siteward.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The way to a server, for one client of it, that can be cut. */
final class Cable implements AutoCloseable {
    private final URI far;
    private final ServerSocket near;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "cable");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean cut;

    private Cable(URI far, ServerSocket near) {
        this.far = far;
        this.near = near;
    }

    static Cable to(URI server) {
        try {
            Cable cable = new Cable(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            cable.threads.execute(cable::accept);
            return cable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the client is told to be the server. */
    URI uri() {
        return URI.create(far.getScheme() + "://127.0.0.1:" + near.getLocalPort() + "/");
    }

    /** Ends every connection; those to come are ended at once. */
    void cut() {
        cut = true;
        open.forEach(Cable::end);
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() {
        cut();
        try {
            near.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (true) {
            try {
                connect(near.accept());
            } catch (IOException e) {
                // The next client may have more luck, unless this is the end.
                if (near.isClosed()) {
                    return;
                }
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket(far.getHost(), far.getPort());
        open.add(client);
        open.add(server);
        if (cut) {
            end(client);
            end(server);
            return;
        }
        threads.execute(() -> pump(client, server));
        threads.execute(() -> pump(server, client));
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The other end learns it by the close.
            return;
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
