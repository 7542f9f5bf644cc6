package org.kpirunner.engine.trino;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.dialect.portable.PortableQuery;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;

/**
 * A step's query as it is sent, and where its parts were written.
 *
 * @param shortcut a shorter way to the same answer, if one is known
 */
record TrinoForm(Step step, PortableQuery portable, Optional<Shortcut> shortcut) {
    private static final Pattern PLACE = Pattern.compile("^trino: line (\\d+):(\\d+): (.*)", Pattern.DOTALL);

    /**
     * A query that asks sources at once in their own language. It fails where it does not prove itself to be right.
     *
     * @param changes what is asked in another way, as lines for people
     * @param statement the one that is all of it, if it is one
     */
    record Shortcut(
            String sql, List<String> changes, Optional<Shortcuts.Statement> statement, Shortcuts.Validity validity) {
        Shortcut {
            changes = List.copyOf(changes);
        }
    }

    String sql() {
        return portable.sql();
    }

    /** The statement that is all of it, if there is one. */
    Optional<Shortcuts.Statement> statement() {
        return shortcut.flatMap(Shortcut::statement);
    }

    /** The problem with its place in kpis.yaml, if it names one. */
    KpiException placed(KpiException problem) {
        Matcher place = PLACE.matcher(String.valueOf(problem.getMessage()));
        if (!place.matches()) {
            return problem;
        }
        int sent = offset(sql(), Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
        String before = step.sql().substring(0, portable.origins().get(sent));
        int line = (int) before.chars().filter(letter -> letter == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return new PlacedProblem(step, line, column, problem.reason(), "trino: " + place.group(3), problem);
    }

    private static int offset(String text, int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return Math.min(start + column - 1, text.length());
    }
}
