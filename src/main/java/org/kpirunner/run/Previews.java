package org.kpirunner.run;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.kpirunner.plan.Plan;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;

/** What a plan would change in the sheets, without asking any source. */
public final class Previews {
    private Previews() {}

    /** One for each sheet; each is read, and none is written. */
    public static List<SheetPreview> of(Plan plan, SheetChoice sheets, Parts parts) {
        Row row = new Row(
                plan.run(),
                LocalDateTime.ofInstant(plan.asOf(), plan.zone()),
                plan.steps().stream().map(Result::blank).toList());
        List<SheetPreview> previews = new ArrayList<>();
        for (Sheet sheet : parts.sheets(sheets)) {
            previews.add(SheetPreview.of(sheet, row));
        }
        return previews;
    }
}
