package org.kpirunner.schedule;

import java.util.List;
import java.util.regex.Pattern;

/** What an entry of crontab.json starts. */
public sealed interface Command {
    /** One of our own commands, run in this process; the arguments stand without the leading {@code kpi}. */
    record Own(List<String> arguments) implements Command {
        public Own {
            arguments = List.copyOf(arguments);
        }
    }

    /** A line for the shell. */
    record Shell(String line) implements Command {}

    /** What only a shell gives a meaning to; a quote is one too, as words are split at blanks here. */
    Pattern SHELL = Pattern.compile("[|<>$;&()`'\"\\\\*?~#\\[\\]{}\\n]");

    /** A line whose first word is {@code kpi} and that needs no shell is our own, every other one is the shell's. */
    static Command of(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        boolean isOwn = words.get(0).equals("kpi") && !SHELL.matcher(line).find();
        return isOwn ? new Own(words.subList(1, words.size())) : new Shell(line.strip());
    }
}
