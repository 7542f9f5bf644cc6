package org.kpirunner.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.kpirunner.fixture.Folders;

/** What the rules of the house look at: the product's classes, and the files that are kept. */
final class House {
    static final String ROOT = "org.kpirunner";
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final Set<String> TEXT = Set.of(
            "java",
            "md",
            "xml",
            "yaml",
            "yml",
            "json",
            "properties",
            "sql",
            "sh",
            "csv",
            "ndjson",
            "txt",
            "html",
            "css",
            "service",
            "config",
            "editorconfig",
            "gitignore",
            "dockerignore",
            "example");

    private House() {}

    /** The files that git keeps, or would; without git, those of a source archive. */
    static List<Path> files() {
        Path checkout = Folders.checkout();
        return Files.exists(checkout.resolve(".git")) ? filesOfGit(checkout) : filesBelow(checkout);
    }

    /** Those among them that people read. */
    static List<Path> textFiles() {
        return files().stream().filter(House::isText).toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** A path as messages show it. */
    static String name(Path file) {
        return Folders.checkout().relativize(file).toString();
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 || TEXT.contains(name.substring(dot + 1));
    }

    private static List<Path> filesOfGit(Path checkout) {
        try {
            Process git = new ProcessBuilder("git", "ls-files", "--cached", "--others", "--exclude-standard")
                    .directory(checkout.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines = git.inputReader()) {
                return lines.lines()
                        .map(checkout::resolve)
                        .filter(Files::isRegularFile)
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is built is not looked at, as it comes and goes meanwhile. */
    private static List<Path> filesBelow(Path checkout) {
        try (Stream<Path> roots = Files.list(checkout)) {
            List<Path> found = new ArrayList<>();
            for (Path root : roots.filter(path -> !path.endsWith("target")).toList()) {
                try (Stream<Path> files = Files.walk(root)) {
                    files.filter(Files::isRegularFile).forEach(found::add);
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
