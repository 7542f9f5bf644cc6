package org.kpirunner.sheet.google.server.formula;

import java.util.List;
import org.kpirunner.sheet.google.server.book.Content;

/** A part of a formula. */
sealed interface Node {
    record Literal(Content content) implements Node {}

    /** A reference as it was written. */
    record Reference(String text) implements Node {}

    record Call(String name, List<Node> arguments) implements Node {}

    record Binary(String operator, Node left, Node right) implements Node {}

    record Negation(Node operand) implements Node {}

    record Percent(Node operand) implements Node {}

    /** An argument that was left out. */
    record Missing() implements Node {}
}
