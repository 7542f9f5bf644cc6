package org.kpirunner.sheet.xlsx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Small changes to the text of a small XML part; everything else stays as it is. */
final class XmlEdit {
    private XmlEdit() {}

    /** What a token becomes. */
    interface Rewriting {
        String of(XmlScanner token) throws IOException;
    }

    static XmlScanner scanner(String xml) {
        return new XmlScanner(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    /** Rewrites a part token by token. */
    static String rewritten(String xml, Rewriting rewriting) throws IOException {
        StringBuilder out = new StringBuilder(xml.length() + 256);
        try (XmlScanner tokens = scanner(xml)) {
            while (tokens.next()) {
                out.append(rewriting.of(tokens));
            }
        }
        return out.toString();
    }

    /**
     * Adds content at the end of the first element of a name.
     *
     * @param content made from the prefix that elements of the part have
     */
    static String appended(String xml, String element, Function<String, String> content) throws IOException {
        boolean[] isDone = {false};
        return rewritten(xml, token -> {
            if (!isDone[0] && token.kind() == XmlScanner.Kind.EMPTY && token.isStart(element)) {
                isDone[0] = true;
                String raw = token.raw();
                String open = raw.substring(0, raw.length() - "/>".length()).stripTrailing() + ">";
                return open + content.apply(token.prefix()) + "</" + token.prefix() + element + ">";
            }
            if (!isDone[0] && token.isEnd(element)) {
                isDone[0] = true;
                return content.apply(token.prefix()) + token.raw();
            }
            return token.raw();
        });
    }

    /**
     * Adds a child of the root before the first of the children that have to follow it, else at the end.
     *
     * @param content made from the prefix that elements of the part have
     */
    static String inserted(String xml, List<String> followers, Function<String, String> content) throws IOException {
        boolean[] isDone = {false};
        return rewritten(xml, token -> {
            boolean follows = isChild(token) && followers.contains(token.name());
            boolean closes = token.kind() == XmlScanner.Kind.END && token.depth() == 0;
            if (!isDone[0] && (follows || closes)) {
                isDone[0] = true;
                return content.apply(token.prefix()) + token.raw();
            }
            return token.raw();
        });
    }

    /** Whether this is the start of a child of the root. */
    static boolean isChild(XmlScanner token) {
        return (token.kind() == XmlScanner.Kind.START && token.depth() == 2)
                || (token.kind() == XmlScanner.Kind.EMPTY && token.depth() == 1);
    }

    /** Whether a part has an element of a name. */
    static boolean has(String xml, String element) throws IOException {
        try (XmlScanner tokens = scanner(xml)) {
            while (tokens.next()) {
                if (tokens.isStart(element)) {
                    return true;
                }
            }
        }
        return false;
    }
}
