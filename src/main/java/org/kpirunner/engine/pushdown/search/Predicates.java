package org.kpirunner.engine.pushdown.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.kpirunner.engine.elasticsearch.mapping.Field;

/**
 * Turns predicates over the columns of a table into conditions on documents.
 *
 * <p>SQL's predicates are true, false or unknown, conditions only true or not. So each predicate is asked whether it
 * has a value, true or false, and negation asks for the documents where it has not.
 */
final class Predicates {
    private final Columns columns;
    private final Leaves leaves;
    private final LiteralPredicates literals;

    Predicates(Columns columns, FieldProofs proofs) {
        this.columns = columns;
        this.leaves = new Leaves(proofs);
        this.literals = new LiteralPredicates(columns, leaves);
    }

    /** The documents of which a predicate is true. */
    Condition isTrue(RexNode node) {
        return is(node, Wanted.TRUE);
    }

    private Condition is(RexNode node, Wanted wanted) {
        if (Literal.is(node)) {
            return wanted.constant(Literal.value(node)
                    .filter(Boolean.valueOf(wanted.value())::equals)
                    .isPresent());
        }
        if (node.isA(SqlKind.INPUT_REF) || node.isA(SqlKind.FIELD_ACCESS)) {
            return leaves.anyOf(columns.field(node), List.of(true), wanted);
        }
        if (!(node instanceof RexCall call)) {
            throw Columns.notComputed(node);
        }
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case AND -> all(operands, wanted, wanted.value() != wanted.negated());
            case OR -> all(operands, wanted, wanted.value() == wanted.negated());
            case NOT -> is(operands.get(0), wanted.opposite());
            case IS_TRUE -> is(operands.get(0), wanted.whether(true));
            case IS_FALSE -> is(operands.get(0), wanted.whether(false));
            case IS_NOT_TRUE -> is(operands.get(0), wanted.opposite().whether(true));
            case IS_NOT_FALSE -> is(operands.get(0), wanted.opposite().whether(false));
            case IS_NULL -> isNull(operands.get(0), wanted.value() != wanted.negated());
            case IS_NOT_NULL -> isNull(operands.get(0), wanted.value() == wanted.negated());
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                compare(call, wanted);
            case SEARCH -> literals.search(operands.get(0), (RexLiteral) operands.get(1), wanted);
            case LIKE -> literals.like(call, wanted);
            case CASE -> choose(call, wanted);
            default -> throw Columns.notComputed(call);
        };
    }

    private Condition all(List<RexNode> operands, Wanted wanted, boolean conjunction) {
        List<Condition> parts =
                operands.stream().map(operand -> is(operand, wanted)).toList();
        return conjunction ? Condition.and(parts) : Condition.or(parts);
    }

    /** The documents of which an expression is not NULL. */
    Condition isNotNull(RexNode node) {
        return isNull(node, false);
    }

    /** A value that an expression has, and the documents of which it has it. */
    record Branch(RexNode value, Condition where) {}

    /** The branches of a CASE, or the expression itself. */
    List<Branch> branches(RexNode node) {
        if (!(node instanceof RexCall call) || call.getKind() != SqlKind.CASE) {
            return List.of(new Branch(node, Condition.ALWAYS));
        }
        List<Branch> branches = new ArrayList<>();
        List<Condition> notYet = new ArrayList<>();
        List<RexNode> operands = call.getOperands();
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            List<Condition> parts = new ArrayList<>(notYet);
            parts.add(is(operands.get(i), Wanted.TRUE));
            branches.add(new Branch(operands.get(i + 1), Condition.and(parts)));
            notYet.add(is(operands.get(i), Wanted.TRUE.complement()));
        }
        branches.add(new Branch(operands.get(operands.size() - 1), Condition.and(notYet)));
        return branches;
    }

    /** The one branch that is not always NULL. */
    Branch onlyBranch(RexNode node) {
        List<Branch> branches = branches(node).stream()
                .filter(branch -> !Literal.is(branch.value())
                        || Literal.value(branch.value()).isPresent())
                .toList();
        if (branches.size() != 1) {
            throw Columns.notComputed(node);
        }
        return branches.get(0);
    }

    private Condition isNull(RexNode node, boolean wanted) {
        if (Literal.is(node)) {
            return Literal.value(node).isPresent() == wanted ? Condition.NEVER : Condition.ALWAYS;
        }
        if (node.isA(SqlKind.CASE)) {
            return Condition.or(branches(node).stream()
                    .map(branch -> Condition.and(branch.where(), isNull(branch.value(), wanted)))
                    .toList());
        }
        Optional<Field> field = columns.find(node);
        if (field.isPresent()) {
            return leaves.isNull(field.get(), wanted);
        }
        if (node.isA(SqlKind.CAST)) {
            return leaves.isNull(columns.operand(node).field(), wanted);
        }
        throw Columns.notComputed(node);
    }

    private Condition compare(RexCall call, Wanted wanted) {
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        if (left instanceof RexCall choice && choice.getKind() == SqlKind.CASE) {
            return choose(
                    eachBranch(choice, call.getType(), branch -> call.clone(call.getType(), List.of(branch, right))),
                    wanted);
        }
        if (Literal.is(left) && !Literal.is(right)) {
            return literals.compare(right, call.getKind().reverse(), left, wanted);
        }
        return literals.compare(left, call.getKind(), right, wanted);
    }

    private Condition choose(RexNode choice, Wanted wanted) {
        return Condition.or(branches(choice).stream()
                .map(branch -> Condition.and(branch.where(), is(branch.value(), wanted)))
                .toList());
    }

    private static RexNode eachBranch(RexCall choice, RelDataType type, UnaryOperator<RexNode> change) {
        List<RexNode> operands = new ArrayList<>(choice.getOperands());
        for (int i = 0; i < operands.size(); i++) {
            if (i % 2 == 1 || i == operands.size() - 1) {
                operands.set(i, change.apply(operands.get(i)));
            }
        }
        return choice.clone(type, operands);
    }
}
