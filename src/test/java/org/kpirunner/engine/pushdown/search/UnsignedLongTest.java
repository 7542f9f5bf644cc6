package org.kpirunner.engine.pushdown.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.junit.jupiter.api.Test;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.mapping.FieldType;
import org.kpirunner.engine.elasticsearch.mapping.IndexMapping;
import org.kpirunner.engine.pushdown.ColumnType;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.pushdown.TableName;

/** What is sent for a field of 64 bits without a sign; the servers of the tests lack the module that has the type. */
class UnsignedLongTest {
    private static final IndexTable TABLE = new IndexTable(
            new TableName("default", "numbers"),
            new IndexMapping(
                    "numbers",
                    List.of(new Field(
                            "n",
                            "n",
                            FieldType.UNSIGNED_LONG,
                            "unsigned_long",
                            false,
                            true,
                            true,
                            true,
                            Optional.empty(),
                            "",
                            List.of()))));

    @Test
    void itsColumnHoldsTwentyDigits() {
        assertThat(TABLE.columns().get(0).type()).isEqualTo(new ColumnType.Decimal(20, 0));
    }

    @Test
    void numbersBeyondTheSignAreLookedUpAsTheyAre() {
        assertThat(sent("SELECT COUNT(*) FROM t WHERE n = 18446744073709551615"))
                .contains("{\"term\":{\"n\":18446744073709551615}}");
        assertThat(sent("SELECT COUNT(*) FROM t WHERE n > 9223372036854775807"))
                .contains("{\"range\":{\"n\":{\"gte\":9223372036854775808}}}");
    }

    @Test
    void whatItCannotHoldIsNotLookedUp() {
        assertThat(sent("SELECT COUNT(*) FROM t WHERE n = 18446744073709551616"))
                .contains("match_none");
        assertThat(sent("SELECT COUNT(*) FROM t WHERE n = -1")).contains("match_none");
        assertThat(sent("SELECT COUNT(*) FROM t WHERE n < 0")).contains("match_none");
    }

    @Test
    void itsExtremesAreTheFirstInOrder() {
        assertThat(sent("SELECT MAX(n) FROM t")).contains("\"sort\":[{\"n\":").doesNotContain("\"max\":");
    }

    @Test
    void itsSumsAreNotLeftToDoubles() {
        assertThatThrownBy(() -> sent("SELECT SUM(n) FROM t")).isInstanceOf(NotPushable.class);
        assertThatThrownBy(() -> sent("SELECT AVG(n) FROM t")).isInstanceOf(NotPushable.class);
    }

    private static String sent(String sql) {
        List<SearchPlan> found = new ArrayList<>();
        RelNode plan = Plans.of(sql, TABLE);
        var unused = new SearchPushdown(
                        search -> {
                            found.add(search);
                            return search.replaced();
                        },
                        Set.of())
                .push(plan);
        return String.join("\n", found.get(0).describe());
    }
}
