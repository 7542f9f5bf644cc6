package org.kpirunner.sheet.google;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.table.Value;

/** One run of the simulation: every value tells which run and which KPI it is of. */
record ChaosRun(int number, Instant asOf, List<Answer> answers) {
    private static final Pattern TEXT = Pattern.compile("v(\\d+)-(\\d+)");
    private static final Pattern NOTE = Pattern.compile("note of run (\\d+) and KPI (\\d+)");
    private static final long BASE = 1_000_000_000L;

    /** What one KPI answered; empty where it failed. */
    record Answer(int kpi, String name, Optional<Value> value) {}

    /** Where a value comes from. */
    record Origin(int run, int kpi) {}

    /** Some KPIs answer text, some numbers. */
    static Value value(int run, int kpi) {
        return kpi % 2 == 0 ? Value.of(BASE + run * 100L + kpi) : new Value.Text("v" + run + "-" + kpi);
    }

    /** The origin of what stands in a cell; empty for anything that is not a value of ours. */
    static Optional<Origin> origin(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            return Optional.of(new Origin(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
        }
        if (text.matches("1\\d{9}")) {
            long rest = Long.parseLong(text) - BASE;
            return Optional.of(new Origin((int) (rest / 100), (int) (rest % 100)));
        }
        return Optional.empty();
    }

    String id() {
        return String.format(Locale.ROOT, "r%011d", number);
    }

    /** The origin of the reason that a failed KPI left at its cell. */
    static Optional<Origin> originOfNote(String note) {
        Matcher matcher = NOTE.matcher(note);
        return matcher.find()
                ? Optional.of(new Origin(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    String note(int kpi) {
        return "note of run " + number + " and KPI " + kpi;
    }
}
