package org.kpirunner.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kpirunner.ledger.Delivery;
import org.kpirunner.ledger.EndedRun;
import org.kpirunner.ledger.KpiOutcome;

/** The one page for people: plain HTML, nothing loaded from anywhere, nothing to click. */
final class Page {
    private static final int LONGEST_VALUE = 60;

    private static final String STYLE = """
            :root { color-scheme: light dark; --line: #8884; --good: #0a7d38; --bad: #c62828; --warn: #a15c00; --quiet: #777; }
            body { font: 16px/1.45 system-ui, sans-serif; margin: 0 auto; padding: 1rem; max-width: 70rem; }
            h1 { font-size: 1.4rem; margin: 0 0 .2rem; }
            p { margin: .2rem 0; } .quiet { color: var(--quiet); }
            table { border-collapse: collapse; width: 100%; margin-top: 1rem; }
            th { text-align: left; font-weight: 600; color: var(--quiet); font-size: .85rem; }
            th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: middle; }
            th.value { text-align: right; }
            td.value { text-align: right; font-variant-numeric: tabular-nums; font-weight: 600; white-space: nowrap; }
            td.value.rows { text-align: left; font-weight: 400; font-size: .8rem; white-space: normal; word-break: break-word; }
            .unit { font-weight: 400; color: var(--quiet); } .bad { color: var(--bad); } .warn { color: var(--warn); }
            .note { display: block; font-size: .85rem; }
            svg { display: block; } polyline { fill: none; stroke: var(--good); stroke-width: 1.5; }
            @media (max-width: 40rem) {
              thead { display: none; }
              table, tbody { display: block; }
              tr { display: grid; grid-template-columns: 1fr auto; border-bottom: 1px solid var(--line); padding: .4rem 0; }
              td { border: 0; padding: .1rem 0; } td.when { grid-column: 2; text-align: right; }
            }
            """;

    private final StringBuilder html = new StringBuilder();
    private final DateTimeFormatter time;

    private Page(ZoneId zone) {
        this.time =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    static String write(Statistics statistics, Live live, ZoneId zone) {
        return new Page(zone).page(statistics, live, zone);
    }

    /** The style sheet, for the header that allows it and nothing else. */
    static String style() {
        return STYLE;
    }

    private String page(Statistics statistics, Live live, ZoneId zone) {
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>KPIs</title>")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta http-equiv=\"refresh\" content=\"60\"><style>")
                .append(STYLE)
                .append("</style></head><body><h1>KPIs</h1>\n");
        runs(statistics, live, zone);
        waiting(statistics);
        if (statistics.current().isEmpty()) {
            html.append("<p>Nothing has run yet.</p>\n");
        } else {
            table(statistics);
        }
        return html.append("</body></html>\n").toString();
    }

    private void runs(Statistics statistics, Live live, ZoneId zone) {
        for (EndedRun run : statistics.newestRuns()) {
            long failed =
                    run.outcomes().stream().filter(outcome -> !isOk(outcome)).count();
            html.append("<p>")
                    .append(escape(run.run().environment()))
                    .append(": as of <b>")
                    .append(time.format(run.run().asOf()))
                    .append("</b>, ")
                    .append(run.outcomes().size() - failed)
                    .append(" answered");
            if (failed > 0) {
                html.append(", <b class=\"bad\">").append(failed).append(" failed</b>");
            }
            html.append("</p>\n");
        }
        for (Live.Next next : live.next()) {
            html.append("<p class=\"quiet\">next: ")
                    .append(escape(next.entry()))
                    .append(" at ")
                    .append(time.format(next.due()))
                    .append("</p>\n");
        }
        for (String late : live.late()) {
            html.append("<p class=\"bad\">").append(escape(late)).append("</p>\n");
        }
        html.append("<p class=\"quiet\">times in ").append(escape(zone.getId())).append("</p>\n");
    }

    private void waiting(Statistics statistics) {
        for (Map.Entry<String, List<Delivery>> sheet : statistics.waiting().entrySet()) {
            List<Delivery> rows = sheet.getValue();
            html.append("<p class=\"bad\">")
                    .append(rows.size())
                    .append(rows.size() == 1 ? " row waits" : " rows wait")
                    .append(" for ")
                    .append(escape(sheet.getKey()))
                    .append(" since ")
                    .append(time.format(rows.get(0).asOf()));
            rows.get(rows.size() - 1)
                    .error()
                    .ifPresent(error -> html.append(": ").append(escape(error)));
            html.append("</p>\n");
        }
    }

    private void table(Statistics statistics) {
        boolean several = statistics.environments().size() > 1;
        html.append(
                "<table><thead><tr><th>KPI</th><th class=\"value\">Value</th><th>Trend</th><th>Last answer</th></tr></thead><tbody>\n");
        for (KpiState kpi : statistics.current()) {
            html.append("<tr><td>").append(escape(kpi.last().name()));
            if (several) {
                html.append(" <span class=\"quiet\">")
                        .append(escape(kpi.environment()))
                        .append("</span>");
            }
            crossed(kpi);
            failure(kpi);
            html.append("</td>");
            value(kpi);
            html.append("<td class=\"trend\">")
                    .append(Sparkline.svg(kpi.numbers()))
                    .append("</td><td class=\"when quiet\">")
                    .append(kpi.successAt().map(time::format).orElse("never"))
                    .append("</td></tr>\n");
        }
        html.append("</tbody></table>\n");
    }

    private void value(KpiState kpi) {
        String value = isOk(kpi.last())
                ? kpi.last().value().orElse("")
                : kpi.success().flatMap(KpiOutcome::value).orElse("");
        boolean isRows = value.startsWith("[") || value.startsWith("{");
        String shown = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
        html.append("<td class=\"value")
                .append(isRows ? " rows" : "")
                .append(isOk(kpi.last()) ? "" : " quiet")
                .append("\">")
                .append(escape(shown.equals("null") ? "–" : shown));
        if (!kpi.last().unit().isEmpty()) {
            html.append(" <span class=\"unit\">")
                    .append(escape(kpi.last().unit()))
                    .append("</span>");
        }
        html.append("</td>");
    }

    private void crossed(KpiState kpi) {
        kpi.last()
                .crossed()
                .ifPresent(threshold -> html.append("<span class=\"note ")
                        .append(threshold.startsWith("fail") ? "bad" : "warn")
                        .append("\">beyond ")
                        .append(escape(threshold))
                        .append("</span>"));
    }

    private void failure(KpiState kpi) {
        Instant at = kpi.failureAt().orElse(null);
        KpiOutcome failure = kpi.failure().orElse(null);
        if (failure == null || at == null) {
            return;
        }
        html.append("<span class=\"note ")
                .append(isOk(kpi.last()) ? "quiet" : "bad")
                .append("\">")
                .append(isOk(kpi.last()) ? "last failure " : "failed ")
                .append(time.format(at))
                .append(": ")
                .append(escape(failure.error().or(failure::reason).orElse("")))
                .append("</span>");
    }

    private static boolean isOk(KpiOutcome outcome) {
        return outcome.status().equals("ok");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
