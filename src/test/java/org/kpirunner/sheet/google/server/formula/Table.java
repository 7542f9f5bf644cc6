package org.kpirunner.sheet.google.server.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kpirunner.sheet.google.server.book.Content;

/** A value of a formula: one content, or rows of them. */
record Table(List<List<Content>> rows) {
    static Table of(Content content) {
        return new Table(List.of(List.of(content)));
    }

    /** What a cell shows: the upper left content. */
    Content single() {
        return rows.isEmpty() || rows.get(0).isEmpty()
                ? Content.BLANK
                : rows.get(0).get(0);
    }

    int height() {
        return rows.size();
    }

    int width() {
        return rows.isEmpty() ? 0 : rows.get(0).size();
    }

    boolean isSingle() {
        return height() == 1 && width() == 1;
    }

    /** The content at a place; a single one is everywhere. */
    Content at(int row, int column) {
        return isSingle() ? single() : rows.get(row).get(column);
    }

    Table each(UnaryOperator<Content> change) {
        List<List<Content>> changed = new ArrayList<>();
        for (List<Content> row : rows) {
            List<Content> line = new ArrayList<>(row.size());
            row.forEach(content -> line.add(change.apply(content)));
            changed.add(line);
        }
        return new Table(changed);
    }

    List<Content> contents() {
        List<Content> contents = new ArrayList<>();
        rows.forEach(contents::addAll);
        return contents;
    }
}
