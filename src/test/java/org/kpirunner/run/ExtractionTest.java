package org.kpirunner.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.table.Answer;
import org.kpirunner.table.Column;
import org.kpirunner.table.Value;

class ExtractionTest {
    @Test
    void theScalarKeepsItsType() {
        Value decimal = new Value.Exact(new BigDecimal("12.50"));

        assertThat(Extraction.scalar(answer(List.of("EXPR$0"), List.of(decimal))))
                .isEqualTo(new Extraction(decimal, "12.50", Optional.empty()));
    }

    @Test
    void noRowIsNothingAndSaysSo() {
        assertThat(Extraction.scalar(answer(List.of("n"))))
                .isEqualTo(new Extraction(Value.NOTHING, "null", Optional.of(Reason.NO_ROWS)));
    }

    @Test
    void nullIsNothingAndSaysSo() {
        assertThat(Extraction.scalar(answer(List.of("n"), List.of(Value.NOTHING))))
                .isEqualTo(new Extraction(Value.NOTHING, "null", Optional.of(Reason.NULL)));
    }

    @Test
    void aScalarOfSeveralRowsOrColumnsIsRefused() {
        refuses(
                () -> Extraction.scalar(answer(List.of("n"), List.of(Value.of(1)), List.of(Value.of(2)))),
                Reason.TOO_MANY_ROWS,
                "the query answers more than one row; with extract_count it must answer one");
        refuses(
                () -> Extraction.scalar(answer(List.of("name", "n"))),
                Reason.TOO_MANY_COLUMNS,
                "the query answers 2 columns (name, n); with extract_count it must answer one");
    }

    @Test
    void whatIsNoNumberIsRefusedWhereverItStands() {
        String message = "the query answers NaN in the column \"n\"; a value must be a number that ends";
        Value nan = new Value.Real(Double.NaN);

        refuses(() -> Extraction.scalar(answer(List.of("n"), List.of(nan))), Reason.NOT_A_NUMBER, message);
        refuses(() -> Extraction.rows(answer(List.of("n"), List.of(nan)), 100), Reason.NOT_A_NUMBER, message);
        refuses(
                () -> Extraction.rows(answer(List.of("n"), List.of(new Value.Items(List.of(nan)))), 100),
                Reason.NOT_A_NUMBER,
                message);
        refuses(
                () -> Extraction.scalar(answer(List.of("n"), List.of(new Value.Real(Double.NEGATIVE_INFINITY)))),
                Reason.NOT_A_NUMBER,
                "the query answers -Infinity in the column \"n\"; a value must be a number that ends");
    }

    @Test
    void rowsAreCompactJson() {
        Answer answer = answer(
                List.of("name", "EXPR$1"),
                List.of(new Value.Text("x"), Value.of(1)),
                List.of(new Value.Text("y"), new Value.Exact(new BigDecimal("9007199254740993"))));
        String json = "[{\"name\":\"x\",\"EXPR$1\":1},{\"name\":\"y\",\"EXPR$1\":\"9007199254740993\"}]";

        assertThat(Extraction.rows(answer, 2)).isEqualTo(new Extraction(new Value.Text(json), json, Optional.empty()));
        assertThat(Extraction.rows(answer(List.of("name")), 2).json()).isEqualTo("[]");
    }

    @Test
    void rowsAreNeverCut() {
        refuses(
                () -> Extraction.rows(answer(List.of("n"), List.of(Value.of(1)), List.of(Value.of(2))), 1),
                Reason.TOO_MANY_ROWS,
                "the query answers more than 1 row, and nothing is cut; limit the query, or raise max_rows");
    }

    @Test
    void twoColumnsOfOneNameAreRefusedEvenWithoutRows() {
        refuses(
                () -> Extraction.rows(answer(List.of("n", "n")), 100),
                Reason.DUPLICATE_COLUMN,
                "the query answers two columns named \"n\"; give one of them another name with AS");
    }

    private static void refuses(Runnable extraction, Reason reason, String message) {
        assertThatThrownBy(extraction::run)
                .isInstanceOfSatisfying(
                        KpiException.class,
                        problem -> assertThat(problem.reason()).isEqualTo(reason))
                .hasMessage(message);
    }

    @SafeVarargs
    private static Answer answer(List<String> columns, List<Value>... rows) {
        List<List<Value>> all = new ArrayList<>();
        for (List<Value> row : rows) {
            all.add(row);
        }
        return new Answer(columns.stream().map(name -> new Column(name, "any")).toList(), all);
    }
}
