package org.kpirunner.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.kpirunner.plan.Instants.Rendered;

/**
 * Fills in the <code>${…}</code> of a query. Comments are left as they are; in quotes it is a mistake, as it stands for a
 * whole literal. <code>$${</code> is a dollar sign and a brace that mean themselves.
 */
final class Template {
    private static final String OPEN = "${";
    private static final String ESCAPED = "$${";

    private final String sql;
    private final Instants instants;
    private final Consumer<Problem> problems;
    private final StringBuilder bound = new StringBuilder();
    private final List<Integer> origins = new ArrayList<>();
    private int at;

    private Template(String sql, Instants instants, Consumer<Problem> problems) {
        this.sql = sql;
        this.instants = instants;
        this.problems = problems;
    }

    /** Something wrong at a place of the query. */
    record Problem(Position position, String message) {}

    static BoundSql bind(String sql, Instants instants, Consumer<Problem> problems) {
        Template template = new Template(sql, instants, problems);
        template.bind();
        return new BoundSql(template.bound.toString(), template.origins);
    }

    private void bind() {
        while (at < sql.length()) {
            if (sql.startsWith("--", at)) {
                copyThrough(endOf("\n", at));
            } else if (sql.startsWith("/*", at)) {
                copyThrough(endOf("*/", at + 2));
            } else if (sql.charAt(at) == '\'' || sql.charAt(at) == '"') {
                quoted(sql.charAt(at));
            } else if (sql.startsWith(ESCAPED, at)) {
                replace(ESCAPED.length(), OPEN);
            } else if (sql.startsWith(OPEN, at)) {
                expression();
            } else {
                copyThrough(at + 1);
            }
        }
        origins.add(at);
    }

    private void quoted(char quote) {
        copyThrough(at + 1);
        while (at < sql.length() && sql.charAt(at) != quote) {
            if (sql.startsWith(ESCAPED, at)) {
                replace(ESCAPED.length(), OPEN);
            } else if (sql.startsWith(OPEN, at)) {
                String expression = sql.substring(at, expressionEnd());
                problem(expression + " stands in quotes; leave the quotes out, as it is a whole literal, or write $"
                        + expression + " where the text itself is meant");
                copyThrough(at + OPEN.length());
            } else {
                copyThrough(at + 1);
            }
        }
        copyThrough(Math.min(sql.length(), at + 1));
    }

    private void expression() {
        int end = expressionEnd();
        String expression = sql.substring(at, end);
        if (!expression.endsWith("}")) {
            problem("\"${\" has no \"}\" on its line");
            copyThrough(end);
            return;
        }
        Rendered rendered = instants.render(expression.substring(OPEN.length(), expression.length() - 1));
        if (rendered.literal().isEmpty()) {
            problem(expression + " " + rendered.problem());
        }
        replace(expression.length(), rendered.literal().orElse(""));
    }

    private int expressionEnd() {
        int close = sql.indexOf('}', at);
        int lineEnd = sql.indexOf('\n', at);
        int limit = lineEnd < 0 ? sql.length() : lineEnd;
        return close < 0 || close >= limit ? limit : close + 1;
    }

    private void replace(int length, String text) {
        bound.append(text);
        text.chars().forEach(letter -> origins.add(at));
        at += length;
    }

    private void copyThrough(int end) {
        bound.append(sql, at, end);
        for (; at < end; at++) {
            origins.add(at);
        }
    }

    private int endOf(String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }

    private void problem(String message) {
        problems.accept(new Problem(Position.of(sql, at), message));
    }
}
