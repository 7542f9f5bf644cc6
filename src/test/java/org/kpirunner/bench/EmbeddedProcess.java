package org.kpirunner.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.engine.Outcome;
import org.kpirunner.engine.embedded.EmbeddedEngine;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Planner;
import org.kpirunner.plan.Selection;
import org.kpirunner.spec.KpiReader;
import org.kpirunner.table.Value;

/**
 * The embedded engine in a process of its own: for each file of KPIs that is named on standard input it prints how long
 * they took, and what came out; at the end, the most memory that it ever took.
 */
final class EmbeddedProcess {
    private EmbeddedProcess() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (EmbeddedEngine engine = new EmbeddedEngine(CatalogFolder.list(Path.of(arguments[0]), Map.of()), 1)) {
            for (String file = in.readLine(); file != null; file = in.readLine()) {
                if (file.equals("explain")) {
                    Plan plan = plan(in.readLine());
                    out.println(
                            String.join("\u0001", engine.explain(plan.steps().get(0), false)));
                    continue;
                }
                long begin = System.nanoTime();
                AtomicReference<String> answer = new AtomicReference<>("");
                engine.run(plan(file), outcome -> answer.set(text(outcome)));
                out.println((System.nanoTime() - begin) / 1_000 + "\t" + answer.get());
            }
        }
        out.println(Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .collect(Collectors.joining()));
    }

    private static Plan plan(String file) {
        return new Planner(Instant.parse("2026-11-15T09:00:00Z"), ZoneOffset.UTC, "default", Selection.ALL)
                .plan(KpiReader.load(Path.of(file)), "benchbench00");
    }

    private static String text(Outcome outcome) {
        if (outcome instanceof Outcome.Answered answered) {
            return answered.answer().rows().stream()
                    .map(row -> row.stream().map(EmbeddedProcess::text).collect(Collectors.joining("|")))
                    .sorted()
                    .collect(Collectors.joining(";"));
        }
        return "failed: " + ((Outcome.Failed) outcome).problem().getMessage();
    }

    /** Numbers by their value, so that engines with other types for them can be compared. */
    private static String text(Value value) {
        if (value instanceof Value.Exact exact) {
            return Numbers.text(exact.number());
        }
        if (value instanceof Value.Real real) {
            return Numbers.text(BigDecimal.valueOf(real.number()));
        }
        if (value instanceof Value.Moment moment) {
            return moment.dateTime().toString();
        }
        return value instanceof Value.Text text ? text.text() : value.toString();
    }
}
