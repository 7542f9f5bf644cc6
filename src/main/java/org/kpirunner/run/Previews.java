package org.kpirunner.run;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.kpirunner.plan.Plan;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;

/** What a plan would change in the sheets. */
public final class Previews {
    private Previews() {}

    /** One for each sheet; each is read, and none is written. No source is asked, so that the cells are blank. */
    public static List<SheetPreview> of(Plan plan, SheetChoice sheets, Parts parts) {
        Row row = new Row(
                plan.run(),
                LocalDateTime.ofInstant(plan.asOf(), plan.zone()),
                plan.steps().stream().map(Result::blank).toList());
        return of(row, false, sheets, parts);
    }

    /** The same with what the sources have answered. */
    public static List<SheetPreview> of(Report report, SheetChoice sheets, Parts parts) {
        return of(report.row(), true, sheets, parts);
    }

    private static List<SheetPreview> of(Row row, boolean hasValues, SheetChoice sheets, Parts parts) {
        List<SheetPreview> previews = new ArrayList<>();
        for (Sheet sheet : parts.sheets(sheets)) {
            previews.add(SheetPreview.of(sheet, row, hasValues));
        }
        return previews;
    }
}
