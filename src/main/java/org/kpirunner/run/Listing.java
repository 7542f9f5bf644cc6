package org.kpirunner.run;

import java.util.List;
import org.kpirunner.table.Answer;
import org.kpirunner.table.Column;
import org.kpirunner.table.Json;
import org.kpirunner.table.Plain;

/** A table of typed values for people and for programs. */
public final class Listing {
    private final Answer answer;

    Listing(Answer answer) {
        this.answer = answer;
    }

    public List<String> columns() {
        return answer.columns().stream().map(Column::name).toList();
    }

    /** The values as plain text. */
    public List<List<String>> rows() {
        return answer.rows().stream()
                .map(row -> row.stream().map(Plain::of).toList())
                .toList();
    }

    /** An array with an object for each row. */
    public String json() {
        return Json.of(answer);
    }
}
