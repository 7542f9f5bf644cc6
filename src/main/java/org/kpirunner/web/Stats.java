package org.kpirunner.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.kpirunner.ledger.EndedRun;

/** The statistics as JSON. */
final class Stats {
    private Stats() {}

    /** Whether it is alive: what is late, and how many rows wait for their sheet. */
    static String health(Statistics statistics, Live live) {
        ObjectNode health = JsonNodeFactory.instance.objectNode();
        health.put("status", live.late().isEmpty() ? "ok" : "late");
        live.late().forEach(health.putArray("late")::add);
        ObjectNode waiting = health.putObject("waiting");
        statistics.waiting().forEach((sheet, rows) -> waiting.put(sheet, rows.size()));
        return health.toPrettyString() + "\n";
    }

    static String all(Statistics statistics, Live live, boolean verbose) {
        ObjectNode stats = JsonNodeFactory.instance.objectNode();
        ArrayNode runs = stats.putArray("runs");
        for (EndedRun run : statistics.newestRuns()) {
            ObjectNode node = runs.addObject();
            node.put("run", run.run().id()).put("environment", run.run().environment());
            node.put("as_of", run.run().asOf().toString())
                    .put("ended", run.ended().toString());
            node.put("engine", run.run().engine()).put("origin", run.run().origin());
            node.put("kpis", run.outcomes().size());
            node.put(
                    "failed",
                    run.outcomes().stream()
                            .filter(outcome -> !outcome.status().equals("ok"))
                            .count());
        }
        ObjectNode waiting = stats.putObject("waiting");
        statistics.waiting().forEach((sheet, rows) -> waiting.put(sheet, rows.size()));
        ArrayNode next = stats.putArray("next");
        live.next()
                .forEach(slot -> next.addObject()
                        .put("entry", slot.entry())
                        .put("due", slot.due().toString()));
        live.late().forEach(stats.putArray("late")::add);
        if (verbose) {
            ArrayNode kpis = stats.putArray("kpis");
            statistics.current().forEach(kpi -> kpis.add(kpi(kpi)));
        }
        return stats.toPrettyString() + "\n";
    }

    private static ObjectNode kpi(KpiState kpi) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", kpi.last().name()).put("id", kpi.last().kpi()).put("environment", kpi.environment());
        node.put("status", kpi.last().status()).put("as_of", kpi.lastAsOf().toString());
        kpi.last()
                .value()
                .ifPresent(value -> node.putRawValue("value", new com.fasterxml.jackson.databind.util.RawValue(value)));
        kpi.last().reason().ifPresent(reason -> node.put("reason", reason));
        kpi.last().error().ifPresent(error -> node.put("error", error));
        node.put("millis", kpi.last().took().toMillis())
                .put("attempts", kpi.last().attempts());
        kpi.last().sources().forEach(node.putArray("sources")::add);
        kpi.successAt().ifPresent(at -> node.put("last_success", at.toString()));
        kpi.failureAt().ifPresent(at -> node.put("last_failure", at.toString()));
        return node;
    }
}
