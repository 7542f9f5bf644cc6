package org.kpirunner.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Held while a sheet's rows are delivered; the operating system lets go of it when its process dies. */
final class SheetLock {
    private static final long PAUSE_MILLIS = 50;

    // A file lock belongs to the process, and closing any channel on the file drops it, so the threads of this process
    // have to agree before one of them opens the file.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private SheetLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Waits for the lock; empty when another has held it all the time. */
    static Optional<SheetLock> take(Path file, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<SheetLock> lock = tryOnce(file);
            if (lock.isPresent() || System.nanoTime() - deadline >= 0) {
                return lock;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static Optional<SheetLock> tryOnce(Path file) {
        if (!HELD_HERE.add(file)) {
            return Optional.empty();
        }
        boolean isTaken = false;
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            isTaken = true;
            return Optional.of(new SheetLock(file, channel));
        } catch (IOException problem) {
            throw new KpiException(
                    Reason.STATE_UNUSABLE, file + ": cannot be locked: " + problem.getMessage(), problem);
        } finally {
            if (!isTaken) {
                HELD_HERE.remove(file);
            }
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException problem) {
            throw new KpiException(
                    Reason.STATE_UNUSABLE, file + ": cannot be unlocked: " + problem.getMessage(), problem);
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
