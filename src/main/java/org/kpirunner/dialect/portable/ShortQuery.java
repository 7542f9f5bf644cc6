package org.kpirunner.dialect.portable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.Query;

/** Finds tables in a query of which groups and counts are enough, and puts these in their place. */
public final class ShortQuery {
    private final Query query;
    private final TableColumns tables;
    private final TableQuestion.Answers answers;
    private final Edits edits;
    private final List<Block> blocks = new ArrayList<>();

    private ShortQuery(Query query, TableColumns tables, TableQuestion.Answers answers) {
        this.query = query;
        this.tables = tables;
        this.answers = answers;
        this.edits = new Edits(query);
    }

    /** A SELECT, the ORDER BY of its rows, and whether it is all of the statement. */
    record Block(SqlSelect select, SqlNodeList order, boolean isWhole) {}

    /**
     * The portable form of a query with other relations in the place of tables; empty if none could be found.
     *
     * @param isAsked which tables are worth it
     */
    public static Optional<PortableQuery> of(
            Query query, TableColumns tables, Predicate<List<String>> isAsked, TableQuestion.Answers answers) {
        ShortQuery shorter = new ShortQuery(query, tables, answers);
        shorter.find(query.node());
        boolean found = false;
        for (Block block : shorter.blocks) {
            for (FromItem item : FromItem.of(block.select().getFrom())) {
                found |= item.table().filter(isAsked).isPresent() && shorter.replace(block, item);
            }
        }
        return found ? Optional.of(shorter.result()) : Optional.empty();
    }

    private PortableQuery result() {
        Spelling.correct(edits);
        new Statements(edits, tables).visit(query.node());
        return edits.result();
    }

    private boolean replace(Block block, FromItem item) {
        return GroupedTable.replace(edits, answers, block, item)
                || new NarrowedTable(edits, tables, answers, block, item).replace();
    }

    private void find(SqlNode statement) {
        SqlNode body = statement instanceof SqlWith with ? with.body : statement;
        SqlNode whole = body instanceof SqlOrderBy ordered ? ordered.query : body;
        statement.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                if (call instanceof SqlOrderBy ordered && ordered.query instanceof SqlSelect select) {
                    add(select, ordered.orderList);
                } else if (call instanceof SqlSelect select) {
                    add(select, SqlNodeList.EMPTY);
                }
                return super.visit(call);
            }

            private void add(SqlSelect select, SqlNodeList order) {
                if (blocks.stream().noneMatch(block -> block.select() == select)) {
                    blocks.add(new Block(select, order, select == whole));
                }
            }
        });
    }
}
