package org.kpirunner.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.kpirunner.ledger.Delivery;

/** The statistics in the text form of Prometheus, or of OpenMetrics, which differs in a few words only. */
final class Metrics {
    private final StringBuilder text = new StringBuilder();
    private final boolean isOpenMetrics;

    private Metrics(boolean isOpenMetrics) {
        this.isOpenMetrics = isOpenMetrics;
    }

    static String write(Statistics statistics, Live live, boolean isOpenMetrics) {
        Metrics metrics = new Metrics(isOpenMetrics);
        metrics.kpis(statistics);
        metrics.deliveries(statistics);
        metrics.family("kpi_next_run_timestamp_seconds", "gauge", "When an entry of crontab.json is due next.");
        for (Live.Next next : live.next()) {
            metrics.sample(
                    "kpi_next_run_timestamp_seconds",
                    List.of("entry", next.entry()),
                    next.due().getEpochSecond());
        }
        metrics.family("kpi_late", "gauge", "How many things should have ended by now and have not.");
        metrics.sample("kpi_late", List.of(), live.late().size());
        metrics.counter("kpi_runs", "Runs that ended since this process started.");
        metrics.sample("kpi_runs_total", List.of(), statistics.runs());
        if (isOpenMetrics) {
            metrics.text.append("# EOF\n");
        }
        return metrics.text.toString();
    }

    private void kpis(Statistics statistics) {
        List<KpiState> kpis = statistics.current();
        family("kpi_value", "gauge", "The value of a KPI in its newest run, if it had one and it is a number.");
        each(kpis, (kpi, labels) -> kpi.lastNumber().ifPresent(number -> sample("kpi_value", labels, number)));
        family("kpi_ok", "gauge", "Whether a KPI answered in its newest run.");
        each(kpis, (kpi, labels) -> sample("kpi_ok", labels, kpi.last().status().equals("ok") ? 1 : 0));
        family("kpi_beyond", "gauge", "Whether a KPI has crossed a threshold: 0 none, 1 warn, 2 fail.");
        each(kpis, (kpi, labels) -> sample("kpi_beyond", labels, beyond(kpi)));
        family("kpi_last_success_timestamp_seconds", "gauge", "When a KPI answered last.");
        each(
                kpis,
                (kpi, labels) -> kpi.successAt()
                        .ifPresent(at -> sample("kpi_last_success_timestamp_seconds", labels, at.getEpochSecond())));
        Instant now = statistics.now();
        family("kpi_last_success_age_seconds", "gauge", "How long ago a KPI answered last.");
        each(
                kpis,
                (kpi, labels) -> kpi.successAt()
                        .ifPresent(at -> sample(
                                "kpi_last_success_age_seconds",
                                labels,
                                Duration.between(at, now).toSeconds())));
        counter("kpi_failures", "Failures of a KPI since this process started, by reason.");
        each(
                kpis,
                (kpi, labels) -> kpi.failures()
                        .forEach((reason, count) ->
                                sample("kpi_failures_total", with(labels, "reason", reason), count)));
        family("kpi_duration_seconds", "histogram", "How long a KPI took, since this process started.");
        each(kpis, this::histogram);
    }

    private static long beyond(KpiState kpi) {
        return kpi.last()
                .crossed()
                .map(threshold -> threshold.startsWith("fail") ? 2L : 1L)
                .orElse(0L);
    }

    private void histogram(KpiState kpi, List<String> labels) {
        long[] counts = kpi.cumulativeDurations();
        for (int i = 0; i < KpiState.BOUNDS.size(); i++) {
            sample(
                    "kpi_duration_seconds_bucket",
                    with(labels, "le", KpiState.BOUNDS.get(i).toString()),
                    counts[i]);
        }
        long all = counts[counts.length - 1];
        sample("kpi_duration_seconds_bucket", with(labels, "le", "+Inf"), all);
        sample("kpi_duration_seconds_sum", labels, kpi.seconds());
        sample("kpi_duration_seconds_count", labels, all);
    }

    private void deliveries(Statistics statistics) {
        Map<String, List<Delivery>> waiting = statistics.waiting();
        family("kpi_outbox_rows", "gauge", "Rows that still have to be delivered to a sheet.");
        waiting.forEach((sheet, rows) -> sample("kpi_outbox_rows", List.of("sheet", sheet), rows.size()));
        String oldest = "kpi_outbox_oldest_timestamp_seconds";
        family(oldest, "gauge", "The as-of time of the oldest row that still has to be delivered.");
        waiting.forEach((sheet, rows) ->
                sample(oldest, List.of("sheet", sheet), rows.get(0).asOf().getEpochSecond()));
    }

    private void counter(String name, String help) {
        family(isOpenMetrics ? name : name + "_total", "counter", help);
    }

    private void family(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void each(List<KpiState> kpis, BiConsumer<KpiState, List<String>> write) {
        for (KpiState kpi : kpis) {
            write.accept(
                    kpi,
                    List.of(
                            "kpi", kpi.last().name(),
                            "id", kpi.last().kpi(),
                            "environment", kpi.environment(),
                            "unit", kpi.last().unit()));
        }
    }

    private static List<String> with(List<String> labels, String name, String value) {
        List<String> more = new ArrayList<>(labels);
        more.add(name);
        more.add(value);
        return more;
    }

    private void sample(String name, List<String> labels, long number) {
        line(name, labels, Long.toString(number));
    }

    private void sample(String name, List<String> labels, double number) {
        boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1e15;
        line(name, labels, isWhole ? Long.toString((long) number) : Double.toString(number));
    }

    private void line(String name, List<String> labels, String number) {
        text.append(name);
        for (int i = 0; i < labels.size(); i += 2) {
            text.append(i == 0 ? '{' : ',')
                    .append(labels.get(i))
                    .append("=\"")
                    .append(escape(labels.get(i + 1)))
                    .append('"');
        }
        text.append(labels.isEmpty() ? "" : "}").append(' ').append(number).append('\n');
    }

    private static String escape(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
