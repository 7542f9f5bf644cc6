package org.kpirunner.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.catalog.ElasticsearchSource.DeclaredColumn;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.Nearest;
import org.kpirunner.problem.Place;

/** The {@code #kpi:} lines of a catalog file: what the embedded engine needs to know and Trino does not. */
record Directives(List<FieldName> arrays, List<DeclaredColumn> columns, List<Place> places) {
    private static final Pattern LINE = Pattern.compile("#\\s*kpi:(.*)");
    private static final Pattern ALMOST = Pattern.compile("#kpi\\b.*", Pattern.CASE_INSENSITIVE);
    private static final List<String> KINDS = List.of("arrays", "column");
    private static final String ALLOWED =
            "allowed are \"#kpi: arrays SCHEMA.TABLE.FIELD…\" and \"#kpi: column SCHEMA.TABLE.FIELD TYPE\"";

    static Directives of(List<PropertiesText.Comment> comments, Consumer<Mistake> mistakes) {
        Directives directives = new Directives(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (PropertiesText.Comment comment : comments) {
            Consumer<String> wrong = message ->
                    mistakes.accept(Mistake.error(comment.place(), "\"" + comment.text() + "\": " + message));
            Matcher line = LINE.matcher(comment.text());
            if (line.matches()) {
                directives.places.add(comment.place());
                directives.read(Arrays.asList(line.group(1).strip().split("[\\s,]+")), wrong);
            } else if (ALMOST.matcher(comment.text()).matches()) {
                wrong.accept("a line for the embedded engine begins with \"#kpi:\"; " + ALLOWED);
            }
        }
        return directives;
    }

    private void read(List<String> words, Consumer<String> wrong) {
        List<String> operands = words.subList(1, words.size());
        switch (words.get(0)) {
            case "arrays" -> readArrays(operands, wrong);
            case "column" -> readColumn(operands, wrong);
            default ->
                wrong.accept(
                        "\"" + words.get(0) + "\" is unknown" + Nearest.hint(words.get(0), KINDS) + "; " + ALLOWED);
        }
    }

    private void readArrays(List<String> fields, Consumer<String> wrong) {
        if (fields.isEmpty()) {
            wrong.accept("names no field; " + ALLOWED);
        }
        for (String text : fields) {
            FieldName.parse(text).ifPresentOrElse(arrays::add, () -> wrong.accept(notAField(text)));
        }
    }

    private void readColumn(List<String> operands, Consumer<String> wrong) {
        if (operands.size() != 2) {
            wrong.accept("takes a field and its type; " + ALLOWED);
            return;
        }
        String field = operands.get(0);
        String type = operands.get(1);
        if (FieldName.parse(field).isEmpty()) {
            wrong.accept(notAField(field));
        }
        if (ColumnType.named(type).isEmpty()) {
            wrong.accept("\"" + type + "\" is an unknown type" + Nearest.hint(type, ColumnType.words())
                    + "; known types are " + String.join(", ", ColumnType.words()));
        }
        FieldName.parse(field)
                .ifPresent(name -> ColumnType.named(type).ifPresent(known -> declare(name, known, wrong)));
    }

    private void declare(FieldName name, ColumnType type, Consumer<String> wrong) {
        if (columns.stream().anyMatch(column -> column.name().equals(name))) {
            wrong.accept("the column " + name + " is declared for the second time");
        }
        columns.add(new DeclaredColumn(name, type));
    }

    private static String notAField(String text) {
        return "\"" + text + "\" is not SCHEMA.TABLE.FIELD, as in logs.log.roles";
    }
}
