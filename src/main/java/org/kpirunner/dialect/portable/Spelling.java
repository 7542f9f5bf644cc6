package org.kpirunner.dialect.portable;

import java.util.List;
import java.util.Locale;
import org.kpirunner.dialect.Token;
import org.kpirunner.dialect.portable.Edits.Range;

/** What Trino writes in another way, whatever it means. */
final class Spelling {
    private Spelling() {}

    static void correct(Edits edits) {
        List<Token> tokens = edits.tokens();
        for (int i = 0; i < tokens.size() - 1; i++) {
            Token token = tokens.get(i);
            Token next = tokens.get(i + 1);
            Range here = new Range(token.start(), token.end());
            if (token.kind() == Token.Kind.WORD && token.text().indexOf('$') >= 0) {
                edits.replace(
                        here, '"' + token.text() + '"', "a name with $ stands in quotes: \"" + token.text() + '"');
            } else if (token.is("TIMESTAMP") && next.kind() == Token.Kind.STRING) {
                moment(edits, next);
            } else if (token.is("IS")) {
                truth(edits, tokens.subList(i, Math.min(i + 3, tokens.size())));
            } else if (token.is("LIMIT")
                    && i + 3 < tokens.size()
                    && tokens.get(i + 2).is("OFFSET")) {
                Token rows = tokens.get(i + 3);
                String swapped = "OFFSET " + rows.text() + " LIMIT " + next.text();
                edits.replace(new Range(token.start(), rows.end()), swapped, "OFFSET stands before LIMIT: " + swapped);
            }
        }
    }

    /** IS TRUE and IS FALSE. */
    private static void truth(Edits edits, List<Token> tokens) {
        boolean isNegated = tokens.get(1).is("NOT");
        Token last = tokens.get(tokens.size() > 2 && isNegated ? 2 : 1);
        if (last.is("TRUE") || last.is("FALSE")) {
            String form = (isNegated ? "IS DISTINCT FROM " : "IS NOT DISTINCT FROM ")
                    + last.text().toLowerCase(Locale.ROOT);
            edits.replace(new Range(tokens.get(0).start(), last.end()), form, "what is true or not: " + form);
        }
    }

    private static void moment(Edits edits, Token literal) {
        String text = literal.text().replaceFirst("(\\d)T(\\d)", "$1 $2").replaceFirst("Z'$", " UTC'");
        edits.replace(
                new Range(literal.start(), literal.end()), text, "a moment as Trino writes it: TIMESTAMP " + text);
    }
}
