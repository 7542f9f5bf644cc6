package org.kpirunner.cli.print;

import java.io.PrintWriter;
import java.util.List;
import org.kpirunner.run.SheetDelivery;

/** What became of rows, for people. */
public final class DeliveryText {
    private DeliveryText() {}

    public static void print(SheetDelivery delivery, PrintWriter err) {
        String sheet = delivery.address();
        if (!delivery.landed().isEmpty()) {
            err.println(sheet + ": appended " + rows(delivery.landed()));
        }
        delivery.said().forEach(sentence -> err.println(sheet + ": " + sentence));
        delivery.unwritten().forEach(sentence -> err.println(sheet + ": " + sentence));
        delivery.problem().ifPresent(problem -> err.println(sheet + ": not delivered: " + without(sheet, problem)));
        if (!delivery.waiting().isEmpty()) {
            err.println(sheet + ": " + rows(delivery.waiting())
                    + (delivery.waiting().size() == 1 ? " is" : " are")
                    + " kept; the next run delivers, or kpi deliver, or kpi deliver --drop RUN gives up");
        }
        for (String run : delivery.unknown()) {
            err.println(sheet + ": whether the row of run " + run + " is in the sheet cannot be told; look, then"
                    + " kpi deliver --force " + run + " writes it and --drop " + run + " does not");
        }
    }

    private static String without(String sheet, Exception problem) {
        String message = String.valueOf(problem.getMessage());
        return message.startsWith(sheet + ": ") ? message.substring(sheet.length() + 2) : message;
    }

    private static String rows(List<String> runs) {
        return runs.size() == 1
                ? "the row of run " + runs.get(0)
                : runs.size() + " rows, of the runs " + runs.get(0) + " to " + runs.get(runs.size() - 1);
    }
}
