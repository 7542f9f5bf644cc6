package org.kpirunner.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured of many KPIs, as a section of bench/RESULTS.md and as a plot. */
final class RunResults {
    static final String BY_HAND = "90 KPIs, merged by hand";
    static final String MERGED = "90 KPIs, merged";
    static final String PROCESS = "90 KPIs, `kpi run` from the start of its process to its end";

    static final String CONDITIONS = " conditions";
    static final String ALONE = ", each alone";
    static final String AT_ONCE = ", all in one statement";

    private static final int BAR = 420;
    private static final int LINE = 34;

    private final Map<String, Double> medians = new LinkedHashMap<>();
    private final Map<String, Double> firsts = new LinkedHashMap<>();
    private double megabytes;

    /** Adds a median; the first run is zero where it is not known. */
    void add(String what, double first, double median) {
        firsts.put(what, first);
        medians.put(what, median);
    }

    /** The most memory that a process took. */
    void memory(double most) {
        megabytes = most;
    }

    String text(String title, int repetitions) {
        List<String> lines = new ArrayList<>(List.of(
                "## Many KPIs as one workload",
                "",
                String.format(
                        Locale.ROOT,
                        "`bench/run`: %s; %d cores, load %.1f at the end. Medians of %d runs in a warm process that keeps"
                                + " its plans;",
                        title,
                        Runtime.getRuntime().availableProcessors(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        repetitions),
                "the first run plans, and weighs what to ask together. Each cell is compared with the statements that are"
                        + " merged by hand.",
                String.format(Locale.ROOT, "The process of 90 KPIs took at most %.0f MB.", megabytes),
                "",
                "| what | first, ms | warm, ms | compared |",
                "| --- | --- | --- | --- |"));
        medians.forEach((what, millis) -> lines.add(String.format(
                Locale.ROOT, "| %s | %s | %.0f | %s |", what, first(what), millis, compared(what, millis))));
        return String.join("\n", lines);
    }

    private String first(String what) {
        double first = firsts.getOrDefault(what, 0.0);
        return first == 0 ? "" : String.format(Locale.ROOT, "%.0f", first);
    }

    private String compared(String what, double millis) {
        if (what.equals(PROCESS)) {
            return String.format(Locale.ROOT, "%.0f ms more than warm", millis - medians.getOrDefault(MERGED, 0.0));
        }
        if (what.endsWith(CONDITIONS)) {
            double cheaper =
                    Math.min(medians.getOrDefault(what + ALONE, millis), medians.getOrDefault(what + AT_ONCE, millis));
            return String.format(Locale.ROOT, "%.2f times the cheaper of the two", millis / cheaper);
        }
        if (what.contains(CONDITIONS)) {
            return "";
        }
        String base = what.contains("Trino") || what.contains("fail")
                ? MERGED
                : what.startsWith("90") ? BY_HAND : what.replaceFirst("^\\d+", "10");
        return base.equals(what)
                ? ""
                : String.format(Locale.ROOT, "%.2f times \"%s\"", millis / medians.getOrDefault(base, millis), base);
    }

    /** The contenders with the ninety KPIs as bars. */
    String plot(String title) {
        Map<String, Double> bars = new LinkedHashMap<>();
        medians.forEach((what, millis) -> {
            if (what.startsWith("90") && !what.equals(PROCESS) && !what.contains("fail")) {
                bars.put(what.replaceFirst("90 KPIs, ", ""), millis);
            }
        });
        double most =
                bars.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        int height = LINE * (bars.size() + 1) + 20;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 %d\" font-family=\"sans-serif\" font-size=\"14\">%n"
                        + "<rect width=\"760\" height=\"%d\" fill=\"#ffffff\"/>%n"
                        + "<text x=\"10\" y=\"24\" font-weight=\"bold\">A run of 90 KPIs over %s</text>%n",
                height,
                height,
                title));
        int y = LINE + 10;
        for (Map.Entry<String, Double> bar : bars.entrySet()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"10\" y=\"%d\">%s</text><rect x=\"220\" y=\"%d\" width=\"%.1f\" height=\"20\" fill=\"%s\"/>"
                            + "<text x=\"%.1f\" y=\"%d\">%,.0f ms</text>%n",
                    y + 15,
                    bar.getKey(),
                    y,
                    Math.max(1, bar.getValue() / most * BAR),
                    bar.getKey().equals("merged") ? "#2a7ab9" : "#b9c4cf",
                    226 + bar.getValue() / most * BAR,
                    y + 15,
                    bar.getValue()));
            y += LINE;
        }
        return svg.append("</svg>\n").toString();
    }
}
