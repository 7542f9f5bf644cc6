package org.kpirunner.cli.print;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.kpirunner.run.Listing;

/** A listing for people; an error has a line of its own. */
public final class ListingText {
    private static final String ERROR = "error";

    private ListingText() {}

    public static void print(Listing listing, ZoneId zone, Terminal terminal) {
        int error = listing.columns().indexOf(ERROR);
        Table table = new Table(
                terminal,
                without(error, listing.columns()).stream()
                        .map(name -> new Table.Column(name.replace('_', ' '), true))
                        .toList());
        for (List<String> row : listing.rows(zone)) {
            table.row(without(error, row));
            if (error >= 0 && !row.get(error).isEmpty()) {
                table.remark(row.get(error));
            }
        }
        table.print();
    }

    private static List<String> without(int error, List<String> texts) {
        List<String> others = new ArrayList<>(texts);
        if (error >= 0) {
            others.remove(error);
        }
        return others;
    }
}
