package org.kpirunner.cli;

import java.time.ZoneId;
import java.util.Locale;
import org.kpirunner.cli.print.ListingText;
import org.kpirunner.cli.print.ReportJson;
import org.kpirunner.cli.print.ReportTable;
import org.kpirunner.cli.print.Terminal;
import org.kpirunner.run.Listing;
import org.kpirunner.run.Report;
import picocli.CommandLine.TypeConversionException;

/** How data is printed. */
enum Format {
    TABLE,
    CSV,
    JSON;

    void print(Report report, Surroundings surroundings) {
        Terminal terminal = surroundings.terminal();
        switch (this) {
            case TABLE -> ReportTable.print(report, terminal);
            case CSV -> terminal.out().print(report.csv(surroundings.parts()));
            case JSON -> ReportJson.print(report, terminal.out());
        }
    }

    void print(Listing listing, ZoneId zone, Surroundings surroundings) {
        Terminal terminal = surroundings.terminal();
        switch (this) {
            case TABLE -> ListingText.print(listing, zone, terminal);
            case CSV -> listing.csv().forEach(terminal.out()::println);
            case JSON -> terminal.out().println(listing.json());
        }
    }

    static Format of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "table" -> TABLE;
            case "csv" -> CSV;
            case "json" -> JSON;
            default -> throw new TypeConversionException("\"" + word + "\" is none of table, csv and json");
        };
    }
}
