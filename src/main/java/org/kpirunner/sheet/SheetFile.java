package org.kpirunner.sheet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** A file that is replaced as a whole or not at all, whatever happens. */
public final class SheetFile {
    private static final String TEMPORARY = ".kpi-new";
    private static final int MOST_LINKS = 40;

    private final Path path;

    /** Follows symbolic links: the file they lead to is replaced, the links stay. */
    public SheetFile(Path path) {
        this.path = followed(path);
    }

    public Path path() {
        return path;
    }

    /** By what a file is known to be still the same. */
    public record State(
            long size, FileTime modified, @Nullable Object key) {}

    /** Empty where there is no file. */
    public Optional<State> state() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new KpiException(Reason.SHEET_UNREADABLE, path + ": is not a file");
            }
            return Optional.of(new State(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Writes the whole new content. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes beside the file, and puts that in its place once it is safely on disk.
     *
     * @param expected the state from which the content was made; if the file has another one by now, it is left alone
     */
    public void replace(Optional<State> expected, Content content) {
        removeLeftOvers();
        Path temporary = path.resolveSibling(
                "." + path.getFileName() + "." + ProcessHandle.current().pid() + TEMPORARY);
        try {
            try {
                write(temporary, content);
                if (!state().equals(expected)) {
                    throw new KpiException(
                            Reason.SHEET_LOCKED,
                            path + ": somebody changed it while a row was being added; nothing was written,"
                                    + " the next attempt starts from what is there now");
                }
                Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                force(folder());
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    public KpiException unreadable(IOException e) {
        return new KpiException(Reason.SHEET_UNREADABLE, path + ": cannot be read: " + why(e), e);
    }

    private KpiException unwritable(IOException e) {
        return new KpiException(
                Reason.SHEET_UNWRITABLE,
                path + ": cannot be written: " + why(e) + "; the sheet is as it was"
                        + (e instanceof AccessDeniedException
                                ? ": this user needs to write to its folder, as the file is replaced as a whole"
                                : ""),
                e);
    }

    static String why(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException missing) {
            return "there is no folder " + Path.of(missing.getFile()).getParent();
        }
        if (e instanceof FileSystemException problem && problem.getReason() != null) {
            return problem.getReason();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private void write(Path temporary, Content content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            keepOwnerAndPermissions(temporary);
            channel.force(true);
        }
    }

    private void keepOwnerAndPermissions(Path temporary) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        if (view == null || !Files.exists(path)) {
            return;
        }
        PosixFileAttributes wanted = Files.readAttributes(path, PosixFileAttributes.class);
        PosixFileAttributes own = view.readAttributes();
        if (!own.group().equals(wanted.group())) {
            tryTo(() -> view.setGroup(wanted.group()));
        }
        if (!own.owner().equals(wanted.owner())) {
            tryTo(() -> view.setOwner(wanted.owner()));
        }
        view.setPermissions(wanted.permissions());
    }

    private interface Change {
        void make() throws IOException;
    }

    /** Only root may give a file to somebody else; a sheet that then belongs to us is better than none. */
    private static void tryTo(Change change) throws IOException {
        try {
            change.make();
        } catch (FileSystemException notAllowed) {
            // Its permissions are kept all the same.
        }
    }

    /** Without this a power failure could bring the old directory back, though the file was forced. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** What a killed process left behind; nobody else writes now, as the lock is held. */
    private void removeLeftOvers() {
        try (DirectoryStream<Path> leftOvers = Files.newDirectoryStream(folder(), this::isLeftOver)) {
            for (Path leftOver : leftOvers) {
                Files.deleteIfExists(leftOver);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private boolean isLeftOver(Path other) {
        String name = other.getFileName().toString();
        return name.startsWith("." + path.getFileName() + ".") && name.endsWith(TEMPORARY);
    }

    private Path folder() {
        return Objects.requireNonNull(path.getParent(), "a file is in a folder");
    }

    /** The file itself, under the one path that it has for everybody. */
    private static Path followed(Path path) {
        Path target = path.toAbsolutePath().normalize();
        try {
            for (int links = 0; Files.isSymbolicLink(target) && links < MOST_LINKS; links++) {
                target = target.resolveSibling(Files.readSymbolicLink(target)).normalize();
            }
            Path folder = target.getParent();
            return folder != null && Files.isDirectory(folder)
                    ? folder.toRealPath().resolve(target.getFileName())
                    : target;
        } catch (IOException e) {
            throw new KpiException(Reason.SHEET_UNREADABLE, path + ": cannot be read: " + why(e), e);
        }
    }
}
