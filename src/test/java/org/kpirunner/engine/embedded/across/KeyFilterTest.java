package org.kpirunner.engine.embedded.across;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.api.Test;
import org.kpirunner.engine.pushdown.Types;

class KeyFilterTest {
    private final RexBuilder builder = new RexBuilder(new Types());
    private final RelDataType text = builder.getTypeFactory().createSqlType(SqlTypeName.VARCHAR);
    private final RexNode value = builder.makeInputRef(text, 0);

    @Test
    void manyTextsAreTheSameConditionAsThoseMadeOneByOne() {
        List<String> keys = new ArrayList<>(List.of("", " ", "it's", "ünï 🦊", "\uffee", "a\\b", "A", "a"));
        IntStream.range(0, 1000).forEach(i -> keys.add("key " + i * 7919 % 1000));
        List<RexNode> literals =
                keys.stream().map(key -> Literals.of(key, text, builder)).toList();

        assertThat(KeyFilter.isOneOf(value, keys, text, builder)).isEqualTo(builder.makeIn(value, literals));
    }

    @Test
    void noKeysAreNeverMet() {
        assertThat(KeyFilter.isOneOf(value, List.of(), text, builder).isAlwaysFalse())
                .isTrue();
    }
}
