package org.kpirunner.sheet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * Keeps other writers away from a file: those of {@code kpi} by a locked file beside it, and itself away from what a
 * person has open in LibreOffice or Excel.
 */
public final class SheetLock implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Pattern HOLDER = Pattern.compile("process \\d+");

    /**
     * What this process holds. Asking the system would not do: closing any channel of a file releases all locks that the
     * process has on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private SheetLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Waits until nobody else has the file, or fails saying who has it. */
    public static SheetLock of(SheetFile file, Duration patience) {
        Path path = file.path().resolveSibling("." + file.path().getFileName() + ".kpi-lock");
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                SheetLock lock = tryLock(path);
                if (lock != null) {
                    Optional<String> openIn = openIn(file.path());
                    if (openIn.isEmpty()) {
                        return lock;
                    }
                    lock.close();
                    giveUpAfter(end, file.path() + ": " + openIn.get());
                } else {
                    giveUpAfter(end, file.path() + ": " + holder(path) + " is writing to it");
                }
            } catch (IOException e) {
                throw new KpiException(
                        Reason.SHEET_UNWRITABLE,
                        file.path() + ": cannot be locked with " + path.getFileName() + " beside it: "
                                + SheetFile.why(e),
                        e);
            }
        }
    }

    private static void giveUpAfter(long end, String why) {
        if (System.nanoTime() > end) {
            throw new KpiException(Reason.SHEET_LOCKED, why);
        }
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KpiException(Reason.CANCELLED, why + "; waiting for it was interrupted", e);
        }
    }

    /**
     * The holder removes the lock's file, so that nothing is left beside the sheet; therefore a lock counts only if the
     * file that was locked is still the one that others see.
     */
    private static @Nullable SheetLock tryLock(Path path) throws IOException {
        if (!HELD.add(path)) {
            return null;
        }
        SheetLock lock = null;
        try {
            lock = tryLockFile(path);
        } finally {
            if (lock == null) {
                HELD.remove(path);
            }
        }
        return lock;
    }

    private static @Nullable SheetLock tryLockFile(Path path) throws IOException {
        createFile(path);
        FileChannel channel = null;
        try {
            Object key = key(path);
            channel = FileChannel.open(path, StandardOpenOption.WRITE);
            if (channel.tryLock() != null && Objects.equals(key, key(path))) {
                channel.truncate(0);
                String holder = "process " + ProcessHandle.current().pid();
                channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
                SheetLock lock = new SheetLock(path, channel);
                channel = null;
                return lock;
            }
        } catch (NoSuchFileException removedByTheHolder) {
            // The next attempt makes a new one.
        } finally {
            if (channel != null) {
                channel.close();
            }
        }
        return null;
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private static void createFile(Path path) throws IOException {
        try {
            Files.createFile(path);
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            // Good: then it is there.
        }
    }

    private static String holder(Path path) {
        if (HELD.contains(path)) {
            return "another run of this process";
        }
        try {
            Matcher holder = HOLDER.matcher(Files.readString(path));
            return holder.find() ? holder.group() : "another process";
        } catch (IOException gone) {
            return "another process";
        }
    }

    private static Optional<String> openIn(Path file) throws IOException {
        Path libreOffice = file.resolveSibling(".~lock." + file.getFileName() + "#");
        if (Files.exists(libreOffice)) {
            String[] parts = new String(Files.readAllBytes(libreOffice), StandardCharsets.UTF_8).split(",", -1);
            String user = parts.length > 1 && !parts[1].isBlank() ? " by " + parts[1].strip() : "";
            String since = parts.length > 3 && !parts[3].isBlank() ? " since " + parts[3].strip() : "";
            return Optional.of("it is open in LibreOffice" + user + since + "; close it there (or delete "
                    + libreOffice.getFileName() + " if that is long over)");
        }
        Path excel = file.resolveSibling("~$" + file.getFileName());
        if (Files.exists(excel)) {
            return Optional.of(
                    "it is open in Excel; close it there (or delete " + excel.getFileName() + " if that is long over)");
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(path);
        } catch (IOException harmless) {
            // The lock is gone with the channel; an empty file may stay.
        } finally {
            HELD.remove(path);
        }
    }
}
