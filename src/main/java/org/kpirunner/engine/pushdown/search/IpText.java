package org.kpirunner.engine.pushdown.search;

import java.util.regex.Pattern;
import org.kpirunner.engine.pushdown.NotPushable;

/** Addresses as Elasticsearch writes them: a literal written otherwise equals none. */
final class IpText {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

    private IpText() {}

    static String canonical(String text) {
        if (!IPV4.matcher(text).matches()) {
            throw new NotPushable("\"" + text + "\" may be written in other ways");
        }
        return text;
    }
}
