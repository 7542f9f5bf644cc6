package org.kpirunner.sheet.google.server.formula;

import java.util.ArrayList;
import java.util.List;
import org.kpirunner.sheet.google.server.book.Content;
import org.kpirunner.sheet.google.server.book.NumberText;

/** Arithmetic, joining and comparison. */
final class Operators {
    private Operators() {}

    static Table apply(String operator, Table left, Table right) {
        int height = Math.max(left.height(), right.height());
        int width = Math.max(left.width(), right.width());
        List<List<Content>> rows = new ArrayList<>();
        for (int row = 0; row < height; row++) {
            List<Content> line = new ArrayList<>();
            for (int column = 0; column < width; column++) {
                line.add(apply(operator, left.at(row, column), right.at(row, column)));
            }
            rows.add(line);
        }
        return new Table(rows);
    }

    private static Content apply(String operator, Content left, Content right) {
        return switch (operator) {
            case "+" -> new Content.Numeric(number(left) + number(right));
            case "-" -> new Content.Numeric(number(left) - number(right));
            case "*" -> new Content.Numeric(number(left) * number(right));
            case "/" -> divide(number(left), number(right));
            case "^" -> new Content.Numeric(Math.pow(number(left), number(right)));
            case "&" -> new Content.Text(text(left) + text(right));
            case "=" -> new Content.Flag(compare(left, right) == 0);
            case "<>" -> new Content.Flag(compare(left, right) != 0);
            case "<" -> new Content.Flag(compare(left, right) < 0);
            case ">" -> new Content.Flag(compare(left, right) > 0);
            case "<=" -> new Content.Flag(compare(left, right) <= 0);
            case ">=" -> new Content.Flag(compare(left, right) >= 0);
            default -> throw new Lexer.Broken();
        };
    }

    private static Content divide(double left, double right) {
        if (right == 0) {
            throw new Evaluator.Failed(
                    new Content.Failure("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero."));
        }
        return new Content.Numeric(left / right);
    }

    /** A content as a number; text that is no number is an error. */
    static double number(Content content) {
        if (content instanceof Content.Numeric number) {
            return number.number();
        }
        if (content instanceof Content.Flag flag) {
            return flag.isTrue() ? 1 : 0;
        }
        if (content instanceof Content.Text text) {
            try {
                return Double.parseDouble(text.text());
            } catch (NumberFormatException e) {
                throw new Evaluator.Failed(new Content.Failure(
                        "VALUE",
                        "Function ADD parameter 1 expects number values. But '" + text.text()
                                + "' is a text and cannot be coerced to a number."));
            }
        }
        if (content instanceof Content.Failure failure) {
            throw new Evaluator.Failed(failure);
        }
        return 0;
    }

    static boolean truth(Content content) {
        return content instanceof Content.Flag flag ? flag.isTrue() : number(content) != 0;
    }

    static String text(Content content) {
        if (content instanceof Content.Failure failure) {
            throw new Evaluator.Failed(failure);
        }
        return NumberText.general(content, "en_US");
    }

    /** Numbers before text before booleans, text in any case; a blank is equal to nothing and to zero. */
    static int compare(Content left, Content right) {
        int rank = Integer.compare(rank(left, right), rank(right, left));
        if (rank != 0) {
            return rank;
        }
        if (left instanceof Content.Text || right instanceof Content.Text) {
            return text(left).compareToIgnoreCase(text(right));
        }
        return Double.compare(number(left), number(right));
    }

    private static int rank(Content content, Content other) {
        Content ranked = content.equals(Content.BLANK) ? other : content;
        if (ranked instanceof Content.Failure failure) {
            throw new Evaluator.Failed(failure);
        }
        return ranked instanceof Content.Flag ? 2 : ranked instanceof Content.Text ? 1 : 0;
    }
}
