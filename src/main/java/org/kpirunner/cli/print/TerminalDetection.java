package org.kpirunner.cli.print;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Finds out whether output goes to a terminal, and how wide it is. */
public final class TerminalDetection {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int OUT = 1;
    private static final int ERR = 2;
    private static final int WIDTH = 100;
    private static final int NARROWEST = 40;

    private TerminalDetection() {}

    public static Terminal detect(PrintWriter out, PrintWriter err, Map<String, String> environment) {
        boolean isDumb = environment.getOrDefault("TERM", "").equals("dumb");
        boolean outIsTerminal = isTerminal(OUT);
        boolean hasColours = outIsTerminal
                && !isDumb
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(out, err, width(outIsTerminal, environment), hasColours, isTerminal(ERR) && !isDumb);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            if (Files.exists(DESCRIPTORS)) {
                String target = Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(descriptor)))
                        .toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
            return new ProcessBuilder("test", "-t", Integer.toString(descriptor))
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException unknown) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int width(boolean outIsTerminal, Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        if (columns.isEmpty() && outIsTerminal) {
            columns = sizeOfTerminal().replaceFirst(".* ", "");
        }
        return columns.matches("[1-9][0-9]{0,4}") ? Math.max(NARROWEST, Integer.parseInt(columns)) : WIDTH;
    }

    private static String sizeOfTerminal() {
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException unknown) {
            return "";
        }
    }
}
