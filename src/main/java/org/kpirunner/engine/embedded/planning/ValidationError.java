package org.kpirunner.engine.embedded.planning;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.SqlProblem;
import org.kpirunner.engine.embedded.function.Functions;
import org.kpirunner.problem.Nearest;
import org.kpirunner.problem.Reason;

/** Says in our words what Calcite's validator found. */
final class ValidationError {
    private static final Pattern COLUMN = Pattern.compile("(?:Column|Unknown identifier) '([^']*)'(?: not found.*)?");
    private static final Pattern TABLE = Pattern.compile("Table '(.*)' not found.*");
    private static final Pattern AMBIGUOUS = Pattern.compile("Column '(.*)' is ambiguous");
    private static final Pattern NOT_GROUPED = Pattern.compile("Expression '(.*)' is not being grouped");
    private static final Pattern FUNCTION = Pattern.compile("No match found for function signature ([^(]*)\\((.*)\\)");
    private static final Pattern ARGUMENTS =
            Pattern.compile("Cannot apply '(.*?)' to arguments of type '(.*?)'\\.(.*)", Pattern.DOTALL);
    private static final Pattern COUNT =
            Pattern.compile("Invalid number of arguments to function '(.*)'\\. Was expecting (\\d+) arguments");
    private static final Pattern FORM = Pattern.compile("'([^']*)'");
    private static final int MOST_SHOWN = 12;

    private final Query query;
    private final List<TableInQuery> tables;

    /** A table as a query calls it. */
    record TableInQuery(String name, List<String> columns) {}

    ValidationError(Query query, List<TableInQuery> tables) {
        this.query = query;
        this.tables = tables;
    }

    /** The name in a message that could be an alias of the SELECT list instead of a column; empty if there is none. */
    static String possibleAlias(CalciteContextException e) {
        Matcher column = COLUMN.matcher(message(e));
        Matcher expression = NOT_GROUPED.matcher(message(e));
        return column.matches() ? column.group(1) : expression.matches() ? expression.group(1) : "";
    }

    SqlProblem of(CalciteContextException e) {
        SqlParserPos at = new SqlParserPos(e.getPosLine(), e.getPosColumn());
        String message = message(e);
        Matcher found = AMBIGUOUS.matcher(message);
        if (found.matches()) {
            return query.problem(Reason.AMBIGUOUS_NAME, at, ambiguous(found.group(1)));
        }
        found = COLUMN.matcher(message);
        if (found.matches() && found.group(1).equals("*")) {
            return query.problem(Reason.UNKNOWN_FUNCTION, at, "only the function count takes \"*\"");
        }
        if (found.matches()) {
            return query.problem(Reason.UNKNOWN_COLUMN, at, unknownColumn(found.group(1)));
        }
        found = TABLE.matcher(message);
        if (found.matches()) {
            return query.problem(Reason.UNKNOWN_TABLE, at, unknownTable(found.group(1)));
        }
        found = NOT_GROUPED.matcher(message);
        if (found.matches()) {
            return query.problem(
                    Reason.SYNTAX_ERROR,
                    at,
                    "\"" + found.group(1) + "\" must stand in GROUP BY or inside an aggregate function");
        }
        found = FUNCTION.matcher(message);
        if (found.matches()) {
            return function(at, found.group(1), found.group(2));
        }
        found = ARGUMENTS.matcher(message);
        if (found.matches()) {
            return query.problem(
                    Reason.TYPE_MISMATCH,
                    at,
                    arguments(found.group(1).toLowerCase(Locale.ROOT), found.group(2), found.group(3)));
        }
        found = COUNT.matcher(message);
        if (found.matches()) {
            return query.problem(
                    Reason.TYPE_MISMATCH,
                    at,
                    "function " + found.group(1).toLowerCase(Locale.ROOT) + " takes "
                            + (found.group(2).equals("1") ? "one argument" : found.group(2) + " arguments"));
        }
        return Wording.of(message)
                .map(wording -> query.problem(wording.reason(), at, wording.what()))
                .orElseGet(() -> query.problem(Reason.SYNTAX_ERROR, at, uncapitalized(message)));
    }

    private static String message(CalciteContextException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }

    private String ambiguous(String column) {
        List<String> owners = tables.stream()
                .filter(table -> table.columns().stream().anyMatch(column::equalsIgnoreCase))
                .map(TableInQuery::name)
                .toList();
        String hint = owners.size() < 2
                ? "; put the table's name before it"
                : "; write "
                        + owners.stream().map(owner -> owner + "." + column).collect(Collectors.joining(" or "));
        return "column \"" + column + "\" is ambiguous" + hint;
    }

    private String unknownColumn(String column) {
        List<String> columns = tables.stream()
                .flatMap(table -> table.columns().stream())
                .distinct()
                .toList();
        String there = columns.size() > MOST_SHOWN || columns.isEmpty() ? "" : "; there are " + listed(columns);
        String hint = Nearest.hint(column, columns);
        return "unknown column \"" + column + "\"" + (hint.isEmpty() ? there : hint);
    }

    private String unknownTable(String table) {
        List<String> names = tables.stream().map(TableInQuery::name).distinct().toList();
        String hint = Nearest.hint(table, names);
        return "unknown table \"" + table + "\""
                + (hint.isEmpty() && !names.isEmpty() ? "; the query calls its tables " + listed(names) : hint);
    }

    private SqlProblem function(SqlParserPos at, String name, String operands) {
        Collection<String> names = Functions.names();
        if (names.contains(name.toUpperCase(Locale.ROOT))) {
            return query.problem(
                    Reason.TYPE_MISMATCH,
                    at,
                    "function " + name.toLowerCase(Locale.ROOT) + " cannot be applied to (" + types(operands) + ")");
        }
        if (ForeignFunctions.isOfTrino(name)) {
            return query.problem(
                    Reason.NOT_SUPPORTED,
                    at,
                    "the function " + name.toLowerCase(Locale.ROOT) + " is not supported; a Trino cluster has it"
                            + " (--engine trino), or a database of its own may, in TABLE(catalog.system.query(query => '…'))");
        }
        return query.problem(Reason.UNKNOWN_FUNCTION, at, unknownFunction(name.toLowerCase(Locale.ROOT)));
    }

    private static String unknownFunction(String name) {
        String instead = ForeignFunctions.instead(name);
        return "unknown function \"" + name + "\""
                + (instead == null
                        ? Nearest.hint(
                                name,
                                Functions.names().stream()
                                        .map(known -> known.toLowerCase(Locale.ROOT))
                                        .toList())
                        : "; write " + instead);
    }

    /** What was given, and in which forms it can be. */
    private static String arguments(String name, String given, String forms) {
        if (name.equals("$scalar_query")) {
            return "a sub-query in the place of a value must have one column";
        }
        String types = Wording.types(given);
        if (name.equals("extract")) {
            return "a part of a time cannot be taken of " + types.replaceAll(".* from (.*)\\)", "$1")
                    + "; CAST(… AS timestamp) or date_parse makes a time of a text";
        }
        if (name.equals("-") && types.matches("(date|time).* - (date|time).*")) {
            return "the time between two times is date_diff('second', earlier, later); \"-\" takes numbers and intervals";
        }
        if ((name.equals("sum") || name.equals("avg")) && types.contains("interval")) {
            return name + " takes numbers; date_diff('second', earlier, later) gives the time between two times as one";
        }
        if (types.matches("(date|timestamp).* [-+] (integer|bigint)")) {
            return "days are added to a time as in x + INTERVAL '7' DAY, or date_add('day', 7, x)";
        }
        String allowed = FORM.matcher(forms)
                .results()
                .map(form -> Wording.types(form.group(1)))
                .distinct()
                .collect(Collectors.joining(" or "));
        return "\"" + name + "\" cannot be applied to " + types + (allowed.isEmpty() ? "" : "; allowed is " + allowed);
    }

    private static String types(String operands) {
        return Wording.types(operands);
    }

    private static String listed(List<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    }

    private static String uncapitalized(String message) {
        boolean word = message.length() > 1 && !Character.isUpperCase(message.charAt(1));
        return word ? message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1) : message;
    }
}
