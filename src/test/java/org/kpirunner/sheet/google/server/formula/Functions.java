package org.kpirunner.sheet.google.server.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.kpirunner.sheet.google.server.book.Content;
import org.kpirunner.sheet.google.server.book.Tab;

/** The functions that people's sheets and ours need. */
final class Functions {
    private final List<Node> arguments;
    private final Evaluator evaluator;
    private final Tab tab;

    private Functions(List<Node> arguments, Evaluator evaluator, Tab tab) {
        this.arguments = arguments;
        this.evaluator = evaluator;
        this.tab = tab;
    }

    static Table call(String name, List<Node> arguments, Evaluator evaluator, Tab tab) {
        Functions functions = new Functions(arguments, evaluator, tab);
        return switch (name) {
            case "IF" -> functions.choose();
            case "IFERROR" -> functions.orElse(false);
            case "IFNA" -> functions.orElse(true);
            case "FILTER" -> functions.filter();
            case "INDEX" -> functions.index();
            case "NOT" -> functions.value(0).each(content -> new Content.Flag(!Operators.truth(content)));
            case "ISBLANK" -> functions.value(0).each(content -> new Content.Flag(content.equals(Content.BLANK)));
            case "ISERROR" -> functions.value(0).each(content -> new Content.Flag(content instanceof Content.Failure));
            case "ISNUMBER" -> functions.value(0).each(content -> new Content.Flag(content instanceof Content.Numeric));
            case "ISTEXT" -> functions.value(0).each(content -> new Content.Flag(content instanceof Content.Text));
            default -> Table.of(functions.single(name));
        };
    }

    private Content single(String name) {
        return switch (name) {
            case "SUM" -> new Content.Numeric(numbers().sum());
            case "COUNT" -> new Content.Numeric(numbers().count());
            case "COUNTA" ->
                new Content.Numeric(contents().stream()
                        .filter(content -> !content.equals(Content.BLANK))
                        .count());
            case "AVERAGE" -> average();
            case "MIN" -> new Content.Numeric(numbers().min().orElse(0));
            case "MAX" -> new Content.Numeric(numbers().max().orElse(0));
            case "AND" -> new Content.Flag(contents().stream().allMatch(Operators::truth));
            case "OR" -> new Content.Flag(contents().stream().anyMatch(Operators::truth));
            case "ABS" -> new Content.Numeric(Math.abs(number(0)));
            case "SQRT" -> new Content.Numeric(Math.sqrt(number(0)));
            case "ROUND" -> new Content.Numeric(round());
            case "MOD" -> new Content.Numeric(number(0) - number(1) * Math.floor(number(0) / number(1)));
            case "POWER" -> new Content.Numeric(Math.pow(number(0), number(1)));
            case "MATCH" -> match();
            case "LEN" -> new Content.Numeric(Operators.text(value(0).single()).length());
            case "CONCATENATE", "CONCAT" ->
                new Content.Text(
                        String.join("", contents().stream().map(Operators::text).toList()));
            case "TRUE" -> new Content.Flag(true);
            case "FALSE" -> new Content.Flag(false);
            case "NOW" -> new Content.Numeric(evaluator.now());
            case "TODAY" -> new Content.Numeric(Math.floor(evaluator.now()));
            case "TIME" -> new Content.Numeric((number(0) * 3600 + number(1) * 60 + number(2)) / 86400 % 1);
            case "ROWS" -> new Content.Numeric(value(0).height());
            case "COLUMNS" -> new Content.Numeric(value(0).width());
            default -> throw failed("NAME", "Unknown function: '" + name + "'.");
        };
    }

    private Table value(int argument) {
        if (argument >= arguments.size()) {
            throw failed("N_A", "Wrong number of arguments.");
        }
        return evaluator.value(arguments.get(argument), tab);
    }

    private double number(int argument) {
        return Operators.number(value(argument).single());
    }

    private List<Content> contents() {
        List<Content> contents = new ArrayList<>();
        arguments.forEach(
                argument -> contents.addAll(evaluator.value(argument, tab).contents()));
        return contents;
    }

    /** Errors count as errors, text and booleans in ranges as nothing. */
    private DoubleStream numbers() {
        for (Content content : contents()) {
            if (content instanceof Content.Failure failure) {
                throw new Evaluator.Failed(failure);
            }
        }
        return contents().stream()
                .filter(Content.Numeric.class::isInstance)
                .mapToDouble(content -> ((Content.Numeric) content).number());
    }

    private Content average() {
        if (numbers().count() == 0) {
            throw failed("DIVIDE_BY_ZERO", "Evaluation of function AVERAGE caused a divide by zero error.");
        }
        return new Content.Numeric(numbers().average().orElseThrow());
    }

    private double round() {
        double scale = Math.pow(10, arguments.size() > 1 ? number(1) : 0);
        return Math.signum(number(0)) * Math.floor(Math.abs(number(0)) * scale + 0.5) / scale;
    }

    private Table choose() {
        boolean isTrue = Operators.truth(value(0).single());
        if (!isTrue && arguments.size() < 3) {
            return Table.of(new Content.Flag(false));
        }
        return value(isTrue ? 1 : 2);
    }

    private Table orElse(boolean isOnlyNotAvailable) {
        Content.Failure failure;
        try {
            Table value = value(0);
            if (!(value.single() instanceof Content.Failure inCell)) {
                return value;
            }
            failure = inCell;
        } catch (Evaluator.Failed e) {
            failure = e.failure();
        }
        if (isOnlyNotAvailable && !failure.type().equals("N_A")) {
            throw new Evaluator.Failed(failure);
        }
        return arguments.size() > 1 ? value(1) : Table.of(Content.BLANK);
    }

    private Table filter() {
        Table source = value(0);
        Table condition = value(1);
        List<List<Content>> kept = new ArrayList<>();
        for (int row = 0; row < source.height(); row++) {
            if (Operators.truth(condition.at(row, 0))) {
                kept.add(source.rows().get(row));
            }
        }
        if (kept.isEmpty()) {
            throw failed("N_A", "No matches are found in FILTER evaluation.");
        }
        return new Table(kept);
    }

    private Table index() {
        Table source = value(0);
        int row = (int) number(1);
        int column = arguments.size() > 2 ? (int) number(2) : source.width() == 1 ? 1 : 0;
        if (row > source.height() || column > source.width() || row < 0 || column < 0) {
            throw failed(
                    "NUM",
                    "Function INDEX parameter 2 value is " + row + ". Valid values are between 0 and " + source.height()
                            + " inclusive.");
        }
        if (row == 0 || column == 0) {
            return source;
        }
        return Table.of(source.at(row - 1, column - 1));
    }

    /** The last number that is not larger, as for sorted ranges; with 0 the first that is equal. */
    private Content match() {
        Content wanted = value(0).single();
        boolean isExact = arguments.size() > 2 && number(2) == 0;
        int found = 0;
        List<Content> contents = value(1).contents();
        for (int i = 0; i < contents.size(); i++) {
            Content content = contents.get(i);
            if (isExact ? Operators.compare(content, wanted) == 0 && found == 0 : isNotLarger(content, wanted)) {
                found = i + 1;
            }
        }
        if (found == 0) {
            throw failed("N_A", "Did not find value '" + Operators.text(wanted) + "' in MATCH evaluation.");
        }
        return new Content.Numeric(found);
    }

    private static boolean isNotLarger(Content content, Content wanted) {
        return content.getClass() == wanted.getClass() && Operators.compare(content, wanted) <= 0;
    }

    private static Evaluator.Failed failed(String type, String message) {
        return new Evaluator.Failed(new Content.Failure(type, message));
    }
}
