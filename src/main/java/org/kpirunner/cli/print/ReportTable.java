package org.kpirunner.cli.print;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.kpirunner.cli.print.Terminal.Style;
import org.kpirunner.problem.Reason;
import org.kpirunner.run.Report;
import org.kpirunner.run.Result;
import org.kpirunner.run.Status;

/** A report for people: a line for each KPI that ran, the reason of a failure below it. */
public final class ReportTable {
    private static final List<Table.Column> COLUMNS = List.of(
            new Table.Column("KPI", false),
            new Table.Column("Value", true),
            new Table.Column("Unit", false),
            new Table.Column("Took", true),
            new Table.Column("Sources", false));

    private ReportTable() {}

    public static void print(Report report, Terminal terminal) {
        Table table = new Table(terminal, COLUMNS);
        for (Result result : report.results()) {
            if (result.status() != Status.SKIPPED) {
                print(result, table);
            }
        }
        if (report.count(Status.SKIPPED) < report.results().size()) {
            table.print();
        }
    }

    /** How many fared how, in one line. */
    public static String summary(Report report) {
        return Arrays.stream(Status.values())
                        .filter(status -> report.count(status) > 0)
                        .map(status -> report.count(status) + " " + status.code())
                        .collect(Collectors.joining(", "))
                + " in " + Took.of(report.took());
    }

    private static void print(Result result, Table table) {
        List<String> cells = List.of(
                result.name(),
                value(result),
                result.unit(),
                Took.of(result.effort().took()),
                String.join(", ", result.effort().sources()));
        if (result.status().isFailure()) {
            table.row(cells, Style.RED);
            table.remark(
                    result.reason().map(Reason::code).orElse("") + ": "
                            + result.error().orElse(""),
                    Style.RED);
        } else {
            table.row(cells);
        }
    }

    private static String value(Result result) {
        return switch (result.status()) {
            case FAILED, TIMEOUT -> result.status().code();
            case OK, SKIPPED ->
                result.reason().map(reason -> "(" + reason.code() + ")").orElse(result.text());
        };
    }
}
