package org.kpirunner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.dialect.Query;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.across.Federation;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.embedded.operator.Measuring;
import org.kpirunner.engine.embedded.planning.Planner;
import org.kpirunner.engine.embedded.tables.Tables;
import org.kpirunner.fixture.Folders;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;

/** The README's table of what the sources compute. */
class PushedDownIT {
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| (there|partly|here) \\| (there|partly|here) \\|");
    private static final String INDEX = "pushed-down-1";

    @Test
    void sourcesComputeWhatTheReadmeSays(@TempDir Path catalogs) throws IOException {
        if (!Servers.elasticsearch().exists("/" + INDEX)) {
            Servers.elasticsearch().create(INDEX, """
                    {"mappings": {"properties": {"name": {"type": "keyword"}, "note": {"type": "text", "fields":
                    {"keyword": {"type": "keyword", "ignore_above": 256}}}, "n": {"type": "integer"},
                    "price": {"type": "double"}, "at": {"type": "date"}, "ok": {"type": "boolean"}}}}""");
        }
        try (PostgresDatabase database = Servers.postgres().createDatabase("pushed")) {
            database.execute(
                    "CREATE TABLE t (name text, note text, n int, price double precision, at timestamp, ok boolean)");
            Files.writeString(catalogs.resolve("pg.properties"), database.catalogProperties());
            Files.writeString(
                    catalogs.resolve("es.properties"), Servers.elasticsearch().catalogProperties("default"));
            Map<String, String> said = new LinkedHashMap<>();
            Map<String, String> found = new LinkedHashMap<>();
            try (Sources sources = new Sources(CatalogFolder.list(catalogs, Map.of()), 2)) {
                Matcher row = ROW.matcher(Files.readString(Folders.checkout().resolve("README.md")));
                while (row.find()) {
                    String sql = row.group(1);
                    said.put(sql, row.group(2) + " " + row.group(3));
                    found.put(
                            sql,
                            where(sql, "pg.public.t", sources) + " "
                                    + where(sql, "es.default.\"" + INDEX + "\"", sources));
                }
            }

            assertThat(found).isEqualTo(said).hasSizeGreaterThan(25);
        }
    }

    private static String where(String sql, String table, Sources sources) {
        Query query = Query.parse(sql.replaceAll("\\b(FROM|JOIN) t\\b", "$1 " + Matcher.quoteReplacement(table)));
        Cancellation cancellation = new Cancellation();
        RelNode plan = Planner.plan(
                        query, Tables.of(sources::get, List.of(query)).of(query, cancellation))
                .plan();
        List<RelNode> stages = new Federation(
                        (catalog, part) -> sources.get(catalog).push(part),
                        cancellation,
                        Memory.ofDefaultSize(),
                        Measuring.NONE)
                .explained(plan);
        if (stages.stream().allMatch(PushedDownIT::isThere)) {
            return "there";
        }
        return table.startsWith("pg.") || stages.stream().anyMatch(PushedDownIT::isScan) ? "here" : "partly";
    }

    private static boolean isThere(RelNode stage) {
        return stage instanceof FragmentScan scan
                && !scan.fragment().isScan()
                && scan.fragment().describe().stream().noneMatch(line -> line.startsWith("computed here"));
    }

    private static boolean isScan(RelNode node) {
        return node instanceof FragmentScan scan
                ? scan.fragment().isScan()
                : node.getInputs().stream().anyMatch(PushedDownIT::isScan);
    }
}
