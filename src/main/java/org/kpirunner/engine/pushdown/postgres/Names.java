package org.kpirunner.engine.pushdown.postgres;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kpirunner.engine.pushdown.TableName;

/** Gives every table and column of a statement a name that no other has. */
final class Names {
    /** Longer names are cut by Postgres. */
    private static final int LONGEST = 63;

    private final Set<String> taken = new HashSet<>();

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String quoted(TableName table) {
        return quoted(table.schema()) + "." + quoted(table.table());
    }

    /** A name for a table, quoted: the wanted one, or with a number if that is taken. */
    String table(String wanted) {
        return quoted(unique(wanted, taken));
    }

    /** Names for columns, quoted, that differ from each other. */
    static List<String> columns(List<String> wanted) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            names.add(quoted(unique(wanted.get(i).isEmpty() ? "c" + i : wanted.get(i), taken)));
        }
        return names;
    }

    private static String unique(String wanted, Set<String> taken) {
        String base = wanted.getBytes(StandardCharsets.UTF_8).length > LONGEST - 6 ? "t" : wanted;
        String name = base;
        for (int i = 2; !taken.add(name); i++) {
            name = base + "_" + i;
        }
        return name;
    }
}
