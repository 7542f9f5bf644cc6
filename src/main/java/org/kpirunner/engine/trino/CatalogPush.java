package org.kpirunner.engine.trino;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.trino.TrinoQueries.Purpose;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.table.Plain;

/**
 * Brings catalog files to a cluster. Variables are filled in by the cluster, so that no secret is sent; what was brought
 * is remembered, as a cluster does not tell how its catalogs were made.
 */
public final class CatalogPush implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String CONNECTOR = "connector.name";
    private static final Pattern SECRET = Pattern.compile("password|secret|token|credential|access-key|\\.key");

    /** A parameter of an address, or whoever stands before its host. */
    private static final Pattern SECRET_PART = Pattern.compile(
            "[?&;]\\w*(password|secret|token)=(?!\\$\\{ENV:\\w+}(&|;|$))|://[^/@:]+:(?!\\$\\{ENV:)[^/@]*@",
            Pattern.CASE_INSENSITIVE);

    private static final String TRIAL = "kpi_trial_of_";

    private final TrinoAddress address;
    private final TrinoQueries queries;
    private final CatalogFolder folder;
    private final PushedCatalogs pushed;

    public CatalogPush(TrinoAddress address, CatalogFolder folder, PushedCatalogs pushed) {
        this.address = address;
        this.queries = new TrinoQueries(address, 1);
        this.folder = folder;
        this.pushed = pushed;
    }

    /** What has to be done for one catalog. */
    public enum Action {
        CREATE,
        REPLACE,
        DROP,
        PUT_FILE,
        ADOPT,
        NOTHING
    }

    /** What has to be done, and for which catalog. */
    public record Change(Action action, String catalog, String why) {}

    /** What has to be done so that the cluster has what the files say; nothing is done yet. */
    public List<Change> plan() {
        boolean isStatic = isStatic();
        Set<String> there = there();
        List<Change> changes = new ArrayList<>();
        for (String catalog : folder.names()) {
            changes.add(isStatic ? file(catalog, there.contains(catalog)) : change(catalog, there.contains(catalog)));
        }
        for (String gone : pushed.names(address)) {
            if (!isStatic && there.contains(gone) && !folder.names().contains(gone)) {
                changes.add(new Change(Action.DROP, gone, "its file is gone"));
            }
        }
        return changes;
    }

    private Change file(String catalog, boolean isThere) {
        return isThere
                ? new Change(Action.NOTHING, catalog, "is there; its catalogs are static, so nobody can tell with what")
                : new Change(
                        Action.PUT_FILE,
                        catalog,
                        "copy " + folder.file(catalog) + " to etc/catalog/" + catalog
                                + ".properties of every node, and start them again");
    }

    private Change change(String catalog, boolean isThere) {
        String statement = statement(catalog, catalog);
        if (!isThere) {
            return new Change(Action.CREATE, catalog, described(catalog));
        }
        if (pushed.isSame(address, catalog, statement)) {
            return new Change(Action.NOTHING, catalog, "unchanged");
        }
        return pushed.names(address).contains(catalog)
                ? new Change(Action.REPLACE, catalog, "its file has changed")
                : new Change(
                        Action.ADOPT, catalog, "is there, and was not brought from here; only --replace replaces it");
    }

    /** The keys; values may be secret. */
    private String described(String catalog) {
        Map<String, String> properties = properties(catalog);
        return properties.get(CONNECTOR) + " with "
                + properties.keySet().stream()
                        .filter(key -> !key.equals(CONNECTOR))
                        .collect(Collectors.joining(", "));
    }

    /** Does it; a catalog that the cluster would refuse is refused before the one that is there is dropped. */
    public void apply(Change change) {
        String catalog = change.catalog;
        switch (change.action) {
            case CREATE -> create(catalog);
            case REPLACE, ADOPT -> {
                String trial = TRIAL + catalog;
                tell(statement(trial, catalog));
                tell("DROP CATALOG " + Sql.name(trial));
                tell("DROP CATALOG " + Sql.name(catalog));
                create(catalog);
            }
            case DROP -> {
                tell("DROP CATALOG " + Sql.name(catalog));
                pushed.forget(address, catalog);
            }
            case PUT_FILE, NOTHING -> {}
        }
    }

    private void create(String catalog) {
        tell(statement(catalog, catalog));
        pushed.remember(address, catalog, statement(catalog, catalog));
    }

    private String statement(String name, String catalog) {
        Map<String, String> properties = properties(catalog);
        String with = properties.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(CONNECTOR))
                .map(entry -> Sql.name(entry.getKey()) + " = " + Sql.text(entry.getValue()))
                .collect(Collectors.joining(", "));
        return "CREATE CATALOG " + Sql.name(name) + " USING " + properties.get(CONNECTOR)
                + (with.isEmpty() ? "" : " WITH (" + with + ")");
    }

    private Map<String, String> properties(String catalog) {
        Map<String, String> properties = new TreeMap<>(folder.properties(catalog));
        properties.forEach((key, value) -> {
            boolean isSecret = SECRET.matcher(key).find() && !value.matches("\\$\\{ENV:\\w+}");
            if (isSecret || SECRET_PART.matcher(value).find()) {
                throw new KpiException(
                        Reason.BAD_CONFIGURATION,
                        folder.file(catalog) + ": " + key + (isSecret ? "" : " has a secret that")
                                + " is written out, and the cluster would show it to everybody in the list of its"
                                + " queries; write ${ENV:NAME} and set NAME where the cluster runs");
            }
        });
        if (!properties.getOrDefault(CONNECTOR, "").matches("\\w+")) {
            throw new KpiException(
                    Reason.BAD_CONFIGURATION, folder.file(catalog) + ": " + CONNECTOR + " is missing, or no name");
        }
        return properties;
    }

    /** Dropping what is not there is harmless, and refused where catalogs cannot be dropped at all. */
    private boolean isStatic() {
        try {
            tell("DROP CATALOG IF EXISTS " + Sql.name(TRIAL + "catalogs"));
            return false;
        } catch (KpiException e) {
            if (e.reason() == Reason.NOT_SUPPORTED) {
                return true;
            }
            throw e;
        }
    }

    private Set<String> there() {
        return ask("SHOW CATALOGS").stream().collect(Collectors.toCollection(TreeSet::new));
    }

    private void tell(String statement) {
        ask(statement);
    }

    private List<String> ask(String statement) {
        return queries
                .ask(
                        statement,
                        Purpose.of("catalogs", "catalogs", PATIENCE),
                        Integer.MAX_VALUE,
                        new Cancellation(),
                        id -> {})
                .rows()
                .stream()
                .map(row -> Plain.of(row.get(0)))
                .toList();
    }

    @Override
    public void close() {
        queries.close();
    }
}
