package org.kpirunner.engine.embedded.tables;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kpirunner.engine.pushdown.TableMetadata;
import org.kpirunner.engine.pushdown.TableName;

/** What sources told of their tables, and of which names that there is none, for the next run of the same process. */
public final class KeptTables {
    private final Map<String, Told> told = new HashMap<>();

    private record Told(Set<TableName> asked, Map<TableName, TableMetadata> found) {}

    /** The tables of these names as a catalog told them last; empty if it was not asked for each of them. */
    synchronized Optional<Map<TableName, TableMetadata>> get(String catalog, Set<TableName> names) {
        Told last = told.get(catalog);
        if (last == null || !last.asked().containsAll(names)) {
            return Optional.empty();
        }
        Map<TableName, TableMetadata> found = new HashMap<>(last.found());
        found.keySet().retainAll(names);
        return Optional.of(found);
    }

    synchronized void put(String catalog, Set<TableName> names, Map<TableName, TableMetadata> found) {
        Told last = told.computeIfAbsent(catalog, added -> new Told(new HashSet<>(), new HashMap<>()));
        last.asked().addAll(names);
        last.found().keySet().removeAll(names);
        last.found().putAll(found);
    }
}
