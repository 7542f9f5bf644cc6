package org.kpirunner;

import java.util.List;
import org.kpirunner.engine.trino.CatalogPush;
import org.kpirunner.run.ClusterCatalogs;

/** The catalogs of a Trino cluster, as a run's commands see them. */
record MainCatalogs(CatalogPush push) implements ClusterCatalogs {
    @Override
    public List<Change> plan() {
        return push.plan().stream()
                .map(change -> new Change(line(change), kind(change.action()), () -> push.apply(change)))
                .toList();
    }

    private static String line(CatalogPush.Change change) {
        String what = switch (change.action()) {
            case CREATE -> "create";
            case REPLACE -> "replace";
            case DROP -> "drop";
            case PUT_FILE -> "missing";
            case ADOPT, NOTHING -> "keep";
        };
        return what + " " + change.catalog() + ": " + change.why();
    }

    private static Kind kind(CatalogPush.Action action) {
        return switch (action) {
            case CREATE, REPLACE, DROP -> Kind.WE;
            case ADOPT -> Kind.WE_IF_ASKED;
            case PUT_FILE -> Kind.THEIR_OPERATOR;
            case NOTHING -> Kind.NOBODY;
        };
    }

    @Override
    public void close() {
        push.close();
    }
}
