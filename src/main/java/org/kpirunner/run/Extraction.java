package org.kpirunner.run;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.table.Answer;
import org.kpirunner.table.Column;
import org.kpirunner.table.Json;
import org.kpirunner.table.Value;

/**
 * What a KPI takes from its query's answer.
 *
 * @param value what the row gets
 * @param json the typed value as JSON
 * @param reason why there is no value although nothing failed
 */
record Extraction(Value value, String json, Optional<Reason> reason) {
    /** The scalar of an answer of one row with one column, or nothing where there is no row. */
    static Extraction scalar(Answer answer) {
        if (answer.columns().size() != 1) {
            throw new KpiException(
                    Reason.TOO_MANY_COLUMNS,
                    "the query answers " + answer.columns().size() + " columns (" + String.join(", ", names(answer))
                            + "); with extract_count it must answer one");
        }
        if (answer.rows().size() > 1) {
            throw new KpiException(
                    Reason.TOO_MANY_ROWS, "the query answers more than one row; with extract_count it must answer one");
        }
        if (answer.rows().isEmpty()) {
            return new Extraction(Value.NOTHING, "null", Optional.of(Reason.NO_ROWS));
        }
        Value value = answer.rows().get(0).get(0);
        if (value instanceof Value.Nothing) {
            return new Extraction(Value.NOTHING, "null", Optional.of(Reason.NULL));
        }
        checkNumbers(value, answer.columns().get(0).name());
        return new Extraction(value, Json.of(value), Optional.empty());
    }

    /** All rows as compact JSON. */
    static Extraction rows(Answer answer, int maxRows) {
        Set<String> seen = new HashSet<>();
        for (String name : names(answer)) {
            if (!seen.add(name)) {
                throw new KpiException(
                        Reason.DUPLICATE_COLUMN,
                        "the query answers two columns named \"" + name + "\"; give one of them another name with AS");
            }
        }
        if (answer.rows().size() > maxRows) {
            throw new KpiException(
                    Reason.TOO_MANY_ROWS,
                    "the query answers more than " + maxRows + (maxRows == 1 ? " row" : " rows")
                            + ", and nothing is cut; limit the query, or raise max_rows");
        }
        for (List<Value> row : answer.rows()) {
            for (int i = 0; i < row.size(); i++) {
                checkNumbers(row.get(i), answer.columns().get(i).name());
            }
        }
        String json = Json.of(answer);
        return new Extraction(new Value.Text(json), json, Optional.empty());
    }

    private static List<String> names(Answer answer) {
        return answer.columns().stream().map(Column::name).toList();
    }

    private static void checkNumbers(Value value, String column) {
        if (value instanceof Value.Real real && !Double.isFinite(real.number())) {
            throw new KpiException(
                    Reason.NOT_A_NUMBER,
                    "the query answers " + real.number() + " in the column \"" + column
                            + "\"; a value must be a number that ends");
        } else if (value instanceof Value.Items items) {
            items.items().forEach(item -> checkNumbers(item, column));
        } else if (value instanceof Value.Fields fields) {
            fields.fields().forEach(field -> checkNumbers(field.value(), column));
        }
    }
}
