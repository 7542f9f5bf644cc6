package org.kpirunner.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What people know from other databases, and what says the same here; looked at where the parser stops. */
final class OtherDialects {
    private static final String ANY_TEXT = "'";
    private static final Pattern AMOUNT = Pattern.compile("'[^']*[a-zA-Z][^']*'");

    /** Words and signs that stand one after the other; the parser stops at one of them or right after them. */
    private record Form(List<String> words, String instead) {}

    private static final List<Form> FORMS = List.of(
            form("QUALIFY", "QUALIFY is not supported; choose by the window's value in a query around this one"),
            form("GROUPS", "frames of GROUPS are not supported; there are ROWS and RANGE"),
            form("- >", "\"->\" is not supported; write json_extract_scalar(x, '$.name')"),
            form("= =", "\"==\" is not supported; write \"=\""),
            form("DISTINCT ON", "DISTINCT ON is not supported; choose by row_number() in a query around this one"),
            form("TOP", "TOP is not supported; write LIMIT at the end"),
            form("ROW WITH TIES", "WITH TIES is not supported; choose by rank() in a query around this one"),
            form("ROWS WITH TIES", "WITH TIES is not supported; choose by rank() in a query around this one"),
            form("MATCH_RECOGNIZE (", "MATCH_RECOGNIZE is not supported; lag and lead see the rows before and after"),
            form("SAMPLE", "SAMPLE is not supported, as it answers by chance"),
            form("CONNECT BY", "CONNECT BY is not supported; join the table with itself, once for each step"),
            form("UUID ( )", "uuid() is not supported, as it answers by chance"),
            form("`", "\"`\" is not supported; a name that needs quotes stands in \"double quotes\""),
            form("SELECT [", "\"[\" is not supported here; a name that needs quotes stands in \"double quotes\""),
            form("DATETIME", "there is no type datetime; write timestamp"),
            form("INTERVAL " + ANY_TEXT, "an interval's unit stands behind its text; write INTERVAL '1' DAY"));

    /** Words that can stand for nothing else. */
    private static final Map<String, String> WORDS = Map.of(
            "CURRENT_USER", "CURRENT_USER is not supported, as a KPI must not depend on who runs it",
            "CURRENT_CATALOG", "CURRENT_CATALOG is not supported; a table is named with its catalog",
            "CURRENT_SCHEMA", "CURRENT_SCHEMA is not supported; a table is named with its schema");

    private OtherDialects() {}

    private static Form form(String words, String instead) {
        return new Form(List.of(words.split(" ")), instead);
    }

    /** Why a word is refused wherever it stands, if it is. */
    static Optional<String> instead(Token word) {
        return Optional.ofNullable(WORDS.get(word.text().toUpperCase(Locale.ROOT)));
    }

    /** What to write in place of what stands where the parser stopped, if it is of another dialect. */
    static Optional<String> instead(List<Token> tokens, int stoppedAt) {
        return FORMS.stream()
                .filter(form -> stands(form.words(), tokens, stoppedAt))
                .map(Form::instead)
                .findFirst();
    }

    private static boolean stands(List<String> words, List<Token> tokens, int stoppedAt) {
        for (int start = Math.max(0, stoppedAt - words.size()); start <= stoppedAt; start++) {
            if (standsAt(start, words, tokens)) {
                return true;
            }
        }
        return false;
    }

    private static boolean standsAt(int start, List<String> words, List<Token> tokens) {
        for (int i = 0; i < words.size(); i++) {
            Token token = tokens.get(Math.min(start + i, tokens.size() - 1));
            boolean isIt = words.get(i).equals(ANY_TEXT)
                    ? AMOUNT.matcher(token.text()).matches()
                    : token.text().replace("\"", "").equalsIgnoreCase(words.get(i));
            if (!isIt) {
                return false;
            }
        }
        return true;
    }
}
