package org.kpirunner.sheet.google.server.formula;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.sheet.google.server.book.A1;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Dimension;
import org.kpirunner.sheet.google.server.book.Shift;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.formula.Lexer.Kind;
import org.kpirunner.sheet.google.server.formula.Lexer.Token;

/** Rewrites the references of a formula when what they point to changes its place or its name. */
public final class References {
    private static final Pattern PARTS = Pattern.compile(
            "(?<title>.*!)?(?<c1>\\$?[A-Za-z]{1,3})?(?<r1>\\$?[0-9]+)?(?<range>:(?<c2>\\$?[A-Za-z]{1,3})?(?<r2>\\$?[0-9]+)?)?");

    private References() {}

    /** The formula after rows or columns of {@code changed} took other places; {@code home} is the formula's tab. */
    public static String shifted(String formula, Book book, Tab home, Tab changed, Shift shift, char decimal) {
        return rewritten(formula, decimal, reference -> {
            boolean isMeant = reference
                    .title()
                    .map(title -> book.titled(title)
                            .filter(tab -> tab.id() == changed.id())
                            .isPresent())
                    .orElse(home.id() == changed.id());
            return isMeant ? shifted(reference, shift) : reference.text();
        });
    }

    /** The formula after a tab got another title. */
    public static String renamed(String formula, String oldTitle, String newTitle, char decimal) {
        return rewritten(
                formula,
                decimal,
                reference ->
                        reference.title().filter(oldTitle::equalsIgnoreCase).isPresent()
                                ? A1.quote(newTitle) + "!"
                                        + reference
                                                .text()
                                                .substring(reference.text().lastIndexOf('!') + 1)
                                : reference.text());
    }

    private static String rewritten(
            String formula, char decimal, java.util.function.Function<Reference, String> change) {
        List<Token> tokens;
        try {
            tokens = Lexer.tokens(formula.substring(1), decimal);
        } catch (Lexer.Broken e) {
            return formula;
        }
        StringBuilder text = new StringBuilder("=");
        for (Token token : tokens) {
            text.append(token.kind() == Kind.REFERENCE ? change.apply(new Reference(token.text())) : token.text());
        }
        return text.toString();
    }

    private static String shifted(Reference reference, Shift shift) {
        Matcher parts = PARTS.matcher(reference.text());
        if (!parts.matches()) {
            return reference.text();
        }
        boolean isRows = shift.dimension() == Dimension.ROWS;
        String first = parts.group(isRows ? "r1" : "c1");
        boolean isRange = parts.group("range") != null;
        String last = isRange ? parts.group(isRows ? "r2" : "c2") : first;
        if (first == null && last == null) {
            return reference.text();
        }
        int start = first == null ? 0 : index(first, isRows);
        int end = last == null ? Integer.MAX_VALUE : index(last, isRows) + 1;
        Optional<Shift.Span> span = shift.span(start, end);
        if (span.isEmpty()) {
            return "#REF!";
        }
        String newFirst = first == null ? null : shown(first, span.get().start(), isRows);
        String newLast = last == null ? null : shown(last, span.get().end() - 1, isRows);
        String title = Optional.ofNullable(parts.group("title")).orElse("");
        String c1 = isRows ? parts.group("c1") : newFirst;
        String r1 = isRows ? newFirst : parts.group("r1");
        String c2 = isRows ? parts.group("c2") : newLast;
        String r2 = isRows ? newLast : parts.group("r2");
        return title + plain(c1) + plain(r1) + (isRange ? ":" + plain(c2) + plain(r2) : "");
    }

    private static String plain(String part) {
        return part == null ? "" : part;
    }

    private static int index(String part, boolean isRow) {
        String bare = part.replace("$", "");
        return (isRow ? Integer.parseInt(bare) : A1.column(bare)) - 1;
    }

    private static String shown(String old, int index, boolean isRow) {
        return (old.startsWith("$") ? "$" : "") + (isRow ? Integer.toString(index + 1) : A1.letters(index));
    }

    /** A reference as it is written. */
    private record Reference(String text) {
        Optional<String> title() {
            int separator = text.lastIndexOf('!');
            if (separator < 0) {
                return Optional.empty();
            }
            String title = text.substring(0, separator);
            return Optional.of(
                    title.startsWith("'")
                            ? title.substring(1, title.length() - 1).replace("''", "'")
                            : title);
        }
    }
}
