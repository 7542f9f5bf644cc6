package org.kpirunner.ledger;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** The folder with our ledger; what we create in it only its owner can read, as it holds values. */
final class StateFolder {
    private static final String ADVICE = "name a folder that can be written with --state or KPI_STATE";

    private final Path path;

    StateFolder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /** The ledger's file, created empty where there is none. */
    Path database() {
        try {
            Files.createDirectories(path, ownerOnly("rwx------"));
            Path file = path.resolve("ledger.db");
            createFile(file);
            return file;
        } catch (IOException problem) {
            throw problem(problem);
        }
    }

    /** A file to hold a lock on; it stays. */
    Path lockFile(String name) {
        try {
            Path file = path.resolve(name + ".lock");
            createFile(file);
            return file.toRealPath();
        } catch (IOException problem) {
            throw problem(problem);
        }
    }

    private void createFile(Path file) throws IOException {
        if (Files.notExists(file)) {
            try {
                Files.createFile(file, ownerOnly("rw-------"));
            } catch (FileAlreadyExistsException another) {
                // Another process was faster.
            }
        }
    }

    private KpiException problem(IOException problem) {
        return new KpiException(
                Reason.STATE_UNUSABLE,
                path + ": cannot be used for the ledger: " + why(problem) + "; " + ADVICE,
                problem);
    }

    private static String why(IOException problem) {
        if (problem instanceof AccessDeniedException denied) {
            return "no permission to write " + denied.getFile();
        }
        if (problem instanceof FileAlreadyExistsException || problem instanceof NotDirectoryException) {
            return ((FileSystemException) problem).getFile() + " is not a folder";
        }
        if (problem instanceof FileSystemException other && other.getReason() != null) {
            return other.getFile() + ": " + other.getReason();
        }
        return String.valueOf(problem.getMessage());
    }

    private FileAttribute<?>[] ownerOnly(String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
