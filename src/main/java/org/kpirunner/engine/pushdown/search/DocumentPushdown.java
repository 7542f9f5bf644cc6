package org.kpirunner.engine.pushdown.search;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.search.DocumentSearch;
import org.kpirunner.engine.elasticsearch.search.Order;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.pushdown.NotPushable;

/** Turns filters, projections, sorts and limits into searches whose rows are documents. */
final class DocumentPushdown {
    private final Function<SearchPlan, RelNode> leaf;
    private final FieldProofs proofs;

    DocumentPushdown(Function<SearchPlan, RelNode> leaf, FieldProofs proofs) {
        this.leaf = leaf;
        this.proofs = proofs;
    }

    RelNode push(RelNode part) {
        Relation relation = Relation.of(part);
        IndexTable table = IndexTable.of(relation.scan());
        Columns columns = new Columns(table.mapping().fields());
        Pushed pushed = Pushed.of(relation.conditions(), new Predicates(columns, proofs));
        if (relation.sort().isPresent() && !pushed.remaining().isEmpty()) {
            throw new NotPushable("it limits what is filtered here");
        }
        ReadFields read = new ReadFields(columns);
        List<RexNode> remaining = pushed.remaining().stream().map(read::over).toList();
        List<RexNode> values = relation.values().stream().map(read::over).toList();
        Page page =
                relation.sort().map(sort -> page(sort, relation, columns, read)).orElse(Page.ALL);
        Set<Proof> needed = new LinkedHashSet<>(pushed.proofs());
        needed.addAll(pushed.scoped(page.proofs()));
        DocumentSearch search = new DocumentSearch(
                table.mapping().target(), pushed.query(), read.fields(), page.order(), page.skip(), page.limit());
        RelNode replaced = relation.plan(pushed.checked(), read.expressions(), read.names());
        boolean isWhole = remaining.isEmpty() && RexUtil.isIdentity(values, replaced.getRowType());
        RelNode documents = leaf.apply(
                new SearchPlan.Documents(search, List.copyOf(needed), isWhole ? part : replaced, proofs.distrusted()));
        return isWhole ? documents : rest(documents, remaining, values, part);
    }

    private static RelNode rest(RelNode documents, List<RexNode> remaining, List<RexNode> values, RelNode part) {
        RelNode filtered = remaining.isEmpty()
                ? documents
                : LogicalFilter.create(
                        documents, RexUtil.composeConjunction(part.getCluster().getRexBuilder(), remaining));
        return LogicalProject.create(
                filtered, List.of(), values, part.getRowType().getFieldNames(), Set.of());
    }

    /** Which of the documents, and in which order. */
    private record Page(List<Order> order, Set<Proof> proofs, long skip, long limit) {
        static final Page ALL = new Page(List.of(), Set.of(), 0, DocumentSearch.NO_LIMIT);
    }

    /**
     * A document with several values stands where the first of them would. So those that the answer has none of come
     * after it whatever value they are taken for, and those that it has are refused where their values are read; only
     * of those that are skipped it must be proven that there are none.
     */
    private Page page(Sort sort, Relation relation, Columns columns, ReadFields read) {
        long skip = count(sort.offset, 0);
        long limit = count(sort.fetch, DocumentSearch.NO_LIMIT);
        List<RelFieldCollation> keys = sort.getCollation().getFieldCollations();
        if ((skip > 0 || !keys.isEmpty()) && limit > DocumentSearch.MOST_IN_ONE_PAGE - skip) {
            throw new NotPushable("a search sorts and skips only what fits in one page");
        }
        List<Order> order = new ArrayList<>();
        Set<Proof> needed = new LinkedHashSet<>();
        for (RelFieldCollation key : keys) {
            RexNode value = relation.sortValues().get(key.getFieldIndex());
            Field field = columns.field(value);
            order.add(order(field, key));
            if (skip == 0 && field.isReadByColumn()) {
                read.over(value);
                needed.addAll(proofs.completeAndTrusted(field, Query.all()));
            } else {
                needed.addAll(proofs.singleAndComplete(field, Query.all()));
            }
        }
        return new Page(order, needed, skip, limit);
    }

    static long count(@Nullable RexNode count, long missing) {
        if (count == null) {
            return missing;
        }
        BigDecimal number = count instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
        if (number == null) {
            throw new NotPushable("the limit is not a literal");
        }
        return number.longValueExact();
    }

    private static Order order(Field field, RelFieldCollation key) {
        String type = switch (field.type()) {
            case KEYWORD, TEXT -> "keyword";
            case LONG, INTEGER, SHORT, BYTE -> "long";
            case DOUBLE, FLOAT -> "double";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            default -> throw new NotPushable("the index does not order \"" + field.path() + "\" as SQL does");
        };
        String column = field.column()
                .filter(path -> !field.array())
                .orElseThrow(() -> new NotPushable("the index does not order \"" + field.path() + "\""));
        return new Order(
                column,
                type,
                key.getDirection().isDescending(),
                key.nullDirection == RelFieldCollation.NullDirection.FIRST);
    }
}
