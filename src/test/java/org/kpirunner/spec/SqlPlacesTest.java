package org.kpirunner.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kpirunner.problem.Place;

/** Each query holds one misspelt word, FORM; its place in the query must lead to its place in the file. */
class SqlPlacesTest {
    private static final String WORD = "FORM";

    @Test
    void plainTextOnOneLine() {
        found("- name: A\n  sql: SELECT 1 FORM t\n");
    }

    @Test
    void plainTextThatGoesOnBelow() {
        found("- name: A\n  sql: SELECT 1,\n      2\n    FORM t\n  unit: x\n");
    }

    @Test
    void literalBlock() {
        found("- name: A\n  sql: |\n    SELECT 1\n      -- é 'quoted'\n\n      FORM t\n");
        found("- name: A\n  sql: |- # FORM follows\n    SELECT 1\n    FORM t");
        found("- name: A\n  sql: |2+\n      SELECT 1\n      FORM t\n\n");
        found("- name: A\r\n  sql: |\r\n    SELECT 1\r\n    FORM t\r\n");
    }

    @Test
    void foldedBlock() {
        found("- name: A\n  sql: >-\n    SELECT\n    1\n\n    FORM t\n      WHERE x\n");
    }

    @Test
    void doubleQuotes() {
        found("- name: A\n  sql: \"SELECT \\\"n\\\", '\\n', \\x41\\u0042 \\\n      FORM t\"\n");
        found("- name: A\n  sql: \"SELECT 1\n\n      FORM t\"\n");
    }

    @Test
    void singleQuotes() {
        found("- name: A\n  sql: 'SELECT ''it''''s'', \"x\" FORM t'\n");
    }

    @Test
    void anchorsAndTagsAreNotTheText() {
        found("- name: A\n  sql: &FORM !!str |\n    SELECT 1 FORM t\n");
        found("- name: A\n  sql: !!str &F \"SELECT 1 FORM t\"\n");
    }

    @Test
    void flowStyle() {
        found("[{name: A, sql: SELECT 1\n FORM t}, {name: B, sql: SELECT 2}]");
    }

    @Test
    void placeBeyondTheTextIsNearIt() {
        SqlPlaces places = SqlPlaces.from(new Place("f", 3, 5), "SELECT 1\nFROM t");

        assertThat(List.of(places.at(1, 8), places.at(2, 1), places.at(2, 99), places.at(7, 3)))
                .extracting(Place::toString)
                .containsExactly("f:3:12", "f:4:5", "f:4:103", "f:4:5");
    }

    private static void found(String yaml) {
        Kpi kpi = KpiReader.read("f", yaml).kpis().get(0);
        int offset = kpi.sql().lastIndexOf(WORD);
        int sqlLine = (int) kpi.sql()
                        .substring(0, offset)
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        int sqlColumn = offset - kpi.sql().lastIndexOf('\n', offset);

        Place place = kpi.sqlPlaces().at(sqlLine, sqlColumn);

        String line = yaml.split("\n", -1)[place.line() - 1];
        assertThat(line.substring(place.column() - 1))
                .as("%s in %s", place, yaml)
                .startsWith(WORD);
        assertThat(place.line())
                .as(yaml)
                .isEqualTo(yaml.substring(0, yaml.lastIndexOf(WORD)).split("\n", -1).length);
    }
}
