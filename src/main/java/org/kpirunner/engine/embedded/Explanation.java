package org.kpirunner.engine.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.explanation.StepText;
import org.kpirunner.engine.embedded.operator.FragmentScan;

/** Tells what is sent to which source, and what is computed here, as an indented list from the result down. */
final class Explanation {
    private static final String INDENT = "  ";
    private static final long MANY_ROWS = 100_000;
    private static final int LONGEST_LINE = 2_000;
    private static final String KEY = "(?:\"[^\"]*\"|'[^']*'|-?[\\d.]+|[\\da-f-]{36}),";
    private static final Pattern ONE_KEY = Pattern.compile(KEY);
    private static final Pattern KEYS = Pattern.compile("(" + KEY + KEY + KEY + ")(?:" + KEY + "){9,}+");
    private static final double NANOS_OF_A_MILLISECOND = 1e6;

    private final Measurements measurements;
    private final Cancellation cancellation;
    private final List<String> lines = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private Explanation(Measurements measurements, Cancellation cancellation) {
        this.measurements = measurements;
        this.cancellation = cancellation;
    }

    /**
     * The stages of a plan, in the order in which sources are asked.
     *
     * @param measurements what was measured of them; nothing if they were not computed
     */
    static List<String> of(List<RelNode> stages, Measurements measurements, Cancellation cancellation) {
        Explanation explanation = new Explanation(measurements, cancellation);
        for (int i = 0; i < stages.size(); i++) {
            boolean isLast = i == stages.size() - 1;
            if (stages.size() > 1) {
                explanation.lines.add(
                        i == 0
                                ? "first, as its answer narrows down what is asked next:"
                                : isLast ? "at last, with what was answered in its place:" : "then:");
            }
            boolean isKnown = i == 0 || measurements.of(stages.get(i)).isPresent();
            explanation.add(stages.get(i), stages.size() > 1 ? INDENT : "", isKnown);
        }
        explanation.lines.addAll(explanation.warnings);
        return explanation.lines;
    }

    /**
     * @param isKnown whether there are no stand-ins in it, so that sources can tell what they expect
     */
    private void add(RelNode node, String indent, boolean isKnown) {
        if (!(node instanceof FragmentScan scan)) {
            lines.add(indent + "computed here: " + StepText.of(node)
                    + measured(node).orElse(""));
            node.getInputs().forEach(input -> add(input, indent + INDENT, isKnown));
            return;
        }
        if (scan.fragment().catalog().isEmpty()) {
            lines.add(indent + "what was answered before" + measured(node).orElse(""));
            return;
        }
        long estimate = isKnown ? scan.fragment().estimate(cancellation) : 0;
        String expected = isKnown ? ", about " + rows(estimate) : "";
        lines.add(indent + "sent to " + scan.fragment().catalog() + expected
                + measured(node).orElse("") + ":");
        List<String> sent = isKnown
                ? scan.fragment().describe(cancellation)
                : scan.fragment().describe();
        sent.forEach(line -> lines.add(indent + INDENT + shortened(line)));
        warn(scan, estimate);
    }

    private void warn(FragmentScan scan, long estimate) {
        long most = Math.max(
                estimate, measurements.of(scan).map(Measurements.Measured::rows).orElse(0L));
        String from = "from " + scan.fragment().catalog() + (most == 0 ? "" : ", about " + rows(most));
        if (scan.fragment().isScan()) {
            warnings.add("warning: documents are read one by one " + from
                    + "; what is not counted or grouped there has to come here");
        } else if (most > MANY_ROWS) {
            warnings.add("warning: many rows come " + from + "; filter or aggregate more there");
        }
    }

    private Optional<String> measured(RelNode node) {
        return measurements
                .of(node)
                .map(measured -> String.format(
                        Locale.ROOT,
                        "; %s in %.1f ms",
                        rows(measured.rows()),
                        measured.time().toNanos() / NANOS_OF_A_MILLISECOND));
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", count);
    }

    /** Of a long list of keys only the first ones. */
    private static String shortened(String whole) {
        String line = KEYS.matcher(whole)
                .replaceAll(keys -> Matcher.quoteReplacement(keys.group(1) + "… ("
                        + (ONE_KEY.matcher(keys.group()).results().count() + 1) + " in all),"));
        return line.length() <= LONGEST_LINE
                ? line
                : line.substring(0, LONGEST_LINE) + "… (" + line.length() + " characters)";
    }
}
