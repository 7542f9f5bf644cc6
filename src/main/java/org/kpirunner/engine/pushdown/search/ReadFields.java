package org.kpirunner.engine.pushdown.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.kpirunner.engine.elasticsearch.mapping.Field;

/** The fields that expressions over a table need to be read, and the expressions over just these. */
final class ReadFields {
    private final Columns columns;
    private final Map<Field, RexInputRef> read = new LinkedHashMap<>();
    private final List<RexNode> expressions = new ArrayList<>();

    ReadFields(Columns columns) {
        this.columns = columns;
    }

    /** The expression over the fields that are read, of which there may be more now. */
    RexNode over(RexNode expression) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return read(ref);
            }

            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                return columns.find(access).isPresent() ? read(access) : super.visitFieldAccess(access);
            }
        });
    }

    private RexNode read(RexNode node) {
        Optional<Field> field = columns.find(node);
        return read.computeIfAbsent(field.orElseThrow(), added -> {
            expressions.add(node);
            return new RexInputRef(expressions.size() - 1, node.getType());
        });
    }

    List<Field> fields() {
        return List.copyOf(read.keySet());
    }

    /** The fields as expressions over the table. */
    List<RexNode> expressions() {
        return List.copyOf(expressions);
    }

    List<String> names() {
        return read.keySet().stream().map(Field::path).toList();
    }
}
