package io.siteward.sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of one run, for its kubeconfig and log: the first of {@code 1}, {@code 2}, … that no other run holds.
 *
 * <p>It is held by a lock on a file in it, which the system lets go of when the process ends, however it ends.
 */
public final class RunFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;

    private RunFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes a folder.
     *
     * @param parent made when it is not there
     * @throws SandboxFailure when nothing can be written there
     */
    public static RunFolder claim(Path parent) {
        try {
            for (int number = 1; ; number++) {
                Path path = Files.createDirectories(parent.resolve(Integer.toString(number)));
                FileChannel lock =
                        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (isFree(lock)) {
                    return new RunFolder(path, lock);
                }
                lock.close();
            }
        } catch (IOException e) {
            throw new SandboxFailure("No folder for this run can be made in " + parent + ": " + e, e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
            return false;
        }
    }
}
