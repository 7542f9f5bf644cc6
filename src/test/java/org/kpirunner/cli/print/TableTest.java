package org.kpirunner.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kpirunner.cli.print.Terminal.Style;

class TableTest {
    private static final List<Table.Column> COLUMNS =
            List.of(new Table.Column("KPI", false), new Table.Column("Value", true), new Table.Column("Unit", false));

    private final StringWriter out = new StringWriter();

    @Test
    void columnsAreAlignedAndNumbersStandToTheRight() {
        print(List.of(
                List.of("Users", "42", "people"),
                List.of("Assets in use", "1234.50", ""),
                List.of("First", "2026-11-01", "")));

        assertThat(out).hasToString("""
                KPI            Value       Unit
                Users                  42  people
                Assets in use     1234.50
                First          2026-11-01
                """);
    }

    @Test
    void theWidestColumnMakesRoomAndShortTextsAndNumbersAreNeverCut() {
        Table table = table(46, false);
        table.row(List.of("A name that is far too long for the terminal", "1234567890123456789012", "people"));
        table.row(List.of("Roles", "[{\"role\":\"owner\"},{\"role\":\"guest\"}]", "people"));
        table.print();

        assertThat(out).hasToString("""
                KPI             Value                   Unit
                A name that i…  1234567890123456789012  people
                Roles           [{"role":"owner"},{"r…  people
                """);
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 46);
    }

    @Test
    void whatIsWideOrCombinedTakesTheRoomThatItTakes() {
        print(List.of(
                List.of("日本語", "1", "a"),
                List.of("👨‍👩‍👧 family", "2", "b"),
                List.of("cafe\u0301", "3", "c"),
                List.of("שלום", "4", "d")));

        assertThat(out).hasToString("""
                KPI        Value  Unit
                日本語         1  a
                👨‍👩‍👧 family      2  b
                cafe\u0301           3  c
                \u2068שלום\u2069           4  d
                """);
    }

    @Test
    void aRemarkIsWrappedBelowItsRow() {
        Table table = table(40, false);
        table.row(List.of("Users", "failed", ""));
        table.remark("unknown_table: there is no table \"user\" in coproduction.public; did you mean \"users\"?");
        table.print();

        assertThat(out).hasToString("""
                KPI    Value   Unit
                Users  failed
                    unknown_table: there is no table
                    "user" in coproduction.public; did
                    you mean "users"?
                """);
    }

    @Test
    void textCannotSteerTheTerminal() {
        print(List.of(List.of("evil \u001b[2J\u0007 name", "two\nlines\tand tabs", "")));

        assertThat(out).hasToString("""
                KPI              Value               Unit
                evil \uFFFD[2J\uFFFD name  two lines and tabs
                """);
    }

    @Test
    void coloursAreForTerminalsOnly() {
        Table table = table(80, true);
        table.row(List.of("Users", "failed", ""), Style.RED);
        table.print();

        assertThat(out).hasToString("\u001b[1mKPI    Value   Unit\u001b[0m\n\u001b[31mUsers  failed\u001b[0m\n");
    }

    private void print(List<List<String>> rows) {
        Table table = table(80, false);
        rows.forEach(table::row);
        table.print();
    }

    private Table table(int width, boolean colours) {
        PrintWriter writer = new PrintWriter(out);
        return new Table(new Terminal(writer, writer, width, colours, false), COLUMNS);
    }
}
