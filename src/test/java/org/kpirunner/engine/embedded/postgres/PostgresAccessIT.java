package org.kpirunner.engine.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kpirunner.catalog.PostgresSource;
import org.kpirunner.catalog.Secret;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.pushdown.SourceTable;
import org.kpirunner.engine.pushdown.TableMetadata;
import org.kpirunner.engine.pushdown.TableName;
import org.kpirunner.engine.pushdown.Types;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;
import org.kpirunner.fixture.Waiting;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

class PostgresAccessIT {
    private static PostgresDatabase database;
    private static PostgresConnections connections;

    @BeforeAll
    static void start() {
        database = Servers.postgres().createDatabase("access");
        database.execute("""
                CREATE EXTENSION IF NOT EXISTS hstore;
                CREATE TYPE mood AS ENUM ('good', 'bad');
                CREATE DOMAIN small_money AS numeric(10, 2) NOT NULL;
                CREATE DOMAIN smaller_money AS small_money;
                CREATE SCHEMA "Mixed Case";
                CREATE TABLE "Mixed Case"."Every Type" (
                    id uuid PRIMARY KEY, flag boolean, small smallint, whole integer, big bigint, real real, double double precision,
                    exact numeric(38, 3), plain numeric, money smaller_money, "quoted Text" text, short varchar(3), fixed char(4),
                    day date, at time, moment timestamp(3), instant timestamptz, bytes bytea, mood mood, doc jsonb, pairs hstore,
                    words text[], numbers int[], span interval);
                INSERT INTO "Mixed Case"."Every Type" VALUES (
                    '0B0C0A7E-2f0e-4a5e-9a90-0d2a3e0f0001', true, -1, 2, 9223372036854775807, 1.5, 0.1, 12345678901234567890.125,
                    1e-20, 9.99, 'ü', 'abc', 'ab', '2026-02-28', '23:59:59.5', '2026-02-28 10:00:00.123', '2026-02-28 10:00:00+02',
                    '\\xdead', 'good', '{"a": [1]}', '"en"=>"x", "es"=>NULL', '{a,NULL}', '{1,2}', '1 day 2 hours');
                INSERT INTO "Mixed Case"."Every Type" (id, money) VALUES ('0b0c0a7e-2f0e-4a5e-9a90-0d2a3e0f0002', 0);
                CREATE VIEW a_view AS SELECT id, money FROM "Mixed Case"."Every Type";
                CREATE MATERIALIZED VIEW kept AS SELECT 1 AS one;
                CREATE TABLE parted (k int) PARTITION BY LIST (k);
                CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);
                """);
        connections = new PostgresConnections(source(database), 4);
    }

    @AfterAll
    static void stop() {
        connections.close();
        database.close();
    }

    private static PostgresSource source(PostgresDatabase database) {
        return at(database.url());
    }

    private static PostgresSource at(String url) {
        return new PostgresSource(
                "pg",
                url,
                Optional.of(database.server().user()),
                Optional.of(new Secret(database.server().password())),
                false);
    }

    @Test
    void tablesAreFoundInAnyCaseWithTheirTypes() {
        TableName asked = new TableName("mixed case", "EVERY TYPE");

        TableMetadata table = new PostgresTables(connections)
                .read(List.of(asked, new TableName("public", "nothing")), new Cancellation())
                .values()
                .iterator()
                .next();

        assertThat(table.name()).hasToString("Mixed Case.Every Type");
        assertThat(table.columns())
                .extracting(column -> column.name() + " " + column.type() + " " + column.nativeType()
                        + (column.nullable() ? "" : "!"))
                .containsExactly(
                        "id UUID uuid!",
                        "flag BOOLEAN boolean",
                        "small SMALLINT smallint",
                        "whole INTEGER integer",
                        "big BIGINT bigint",
                        "real REAL real",
                        "double DOUBLE double precision",
                        "exact Decimal[precision=38, scale=3] numeric(38,3)",
                        "plain NUMERIC numeric",
                        "money Decimal[precision=10, scale=2] smaller_money",
                        "quoted Text VARCHAR text",
                        "short VARCHAR character varying(3)",
                        "fixed VARCHAR character(4)",
                        "day DATE date",
                        "at TIME time without time zone",
                        "moment Timestamp[precision=3, withTimeZone=false] timestamp(3) without time zone",
                        "instant TIMESTAMP_WITH_TIME_ZONE timestamp with time zone",
                        "bytes VARBINARY bytea",
                        "mood VARCHAR mood",
                        "doc VARCHAR jsonb",
                        "pairs MapOf[key=VARCHAR, value=VARCHAR] hstore",
                        "words Array[element=VARCHAR] text[]",
                        "numbers Array[element=INTEGER] integer[]",
                        "span VARCHAR interval");
        assertThat(new PostgresTables(connections).names(new Cancellation()))
                .extracting(TableName::toString)
                .containsExactly("Mixed Case.Every Type", "public.a_view", "public.kept", "public.parted");
    }

    @Test
    void valuesOfEveryTypeAreReadAsTheyAre() {
        TableName name = new TableName("Mixed Case", "Every Type");
        RelDataType type = new SourceTable(
                        "pg",
                        new PostgresTables(connections)
                                .read(List.of(name), new Cancellation())
                                .values()
                                .iterator()
                                .next())
                .getRowType(new Types());

        List<@Nullable Object[]> rows = rows("SELECT * FROM \"Mixed Case\".\"Every Type\" ORDER BY id", type);

        assertThat(Arrays.toString(rows.get(0)).replaceAll("\\[B@\\w+", "bytes"))
                .isEqualTo("[0b0c0a7e-2f0e-4a5e-9a90-0d2a3e0f0001, true, -1, 2, 9223372036854775807, 1.5, 0.1,"
                        + " 12345678901234567890.125, 1E-20, 9.99, ü, abc, ab  , 2026-02-28, 23:59:59.500,"
                        + " 2026-02-28T10:00:00.123, 2026-02-28T08:00:00Z, bytes, good, {\"a\": [1]}, {en=x, es=null}, [a, null],"
                        + " [1, 2], P1DT2H]");
        assertThat(rows.get(1)).filteredOn(value -> value != null).hasSize(2);
    }

    private static List<@Nullable Object[]> rows(String sql, RelDataType type) {
        List<@Nullable Object[]> all = new ArrayList<>();
        try (PostgresRows rows = PostgresRows.open(connections, sql, type, new Cancellation())) {
            for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
        }
        return all;
    }

    @Test
    void foreignTableIsATableLikeAnother() {
        String server =
                database.server().host() + "', port '" + database.server().port();
        try (PostgresDatabase near = Servers.postgres().createDatabase("foreign")) {
            near.execute("""
                    CREATE EXTENSION postgres_fdw;
                    CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '%s', dbname '%s');
                    CREATE USER MAPPING FOR CURRENT_USER SERVER far OPTIONS (user '%s', password '%s');
                    CREATE FOREIGN TABLE kept (one int) SERVER far OPTIONS (schema_name 'public');
                    """.formatted(
                    server, database.name(), near.server().user(), near.server().password()));
            PostgresConnections through = new PostgresConnections(source(near), 1);
            TableName name = new TableName("public", "kept");

            assertThat(new PostgresTables(through)
                            .read(List.of(name), new Cancellation())
                            .values())
                    .flatExtracting(TableMetadata::columns)
                    .extracting(column -> column.name() + " " + column.type())
                    .containsExactly("one INTEGER");
            try (PostgresRows rows =
                    PostgresRows.open(through, "SELECT one FROM public.kept", whole(), new Cancellation())) {
                assertThat(rows.next()).containsExactly(1L);
            }
            through.close();
        }
    }

    private static RelDataType whole() {
        Types types = new Types();
        return types.builder()
                .add("n", types.createSqlType(org.apache.calcite.sql.type.SqlTypeName.BIGINT))
                .build();
    }

    @Test
    void nothingCanBeWritten() {
        assertThatThrownBy(() -> rows("CREATE TABLE t(k int)", whole()))
                .hasMessage("pg: cannot execute CREATE TABLE in a read-only transaction")
                .extracting(e -> ((KpiException) e).reason())
                .isEqualTo(Reason.NOT_READ_ONLY);
    }

    @Test
    void aCancellationEndsTheQueryAtTheServer() throws Exception {
        Cancellation cancellation = new Cancellation();
        KpiException late = new KpiException(Reason.TIMEOUT, "late");
        CompletableFuture<Void> opening = CompletableFuture.runAsync(
                () -> PostgresRows.open(connections, "SELECT 1 FROM pg_sleep(600)", whole(), cancellation));
        Waiting.until(() -> sleeping() == 1);

        cancellation.cancel(late);

        assertThatThrownBy(opening::join).cause().isSameAs(late);
        Waiting.until(() -> sleeping() == 0);
    }

    private static int sleeping() {
        return Integer.parseInt(database.queryText("SELECT count(*) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND wait_event = 'PgSleep'"));
    }

    @Test
    void manyRowsDoNotFillTheMemoryAndCanBeLeftEarly() {
        try (PostgresRows rows =
                PostgresRows.open(connections, "SELECT generate_series(1, 100000000)", whole(), new Cancellation())) {
            assertThat(rows.next()).containsExactly(1L);
        }
    }

    @Test
    void whatGoesWrongIsSaid() {
        assertThatThrownBy(() -> rows("SELECT 1 / 0", whole())).hasMessage("pg: division by zero");
        assertThatThrownBy(() -> rows("SELECT 12345678901234567890::numeric", whole()))
                .hasMessage("a whole number is beyond the range of bigint");
    }

    @Test
    void aDeadOrWrongDatabaseFailsAtOnce() {
        PostgresSource wrong = at(database.url().replaceAll("/[^/]*$", "/no_such_database"));
        long start = System.nanoTime();

        assertThatThrownBy(() -> new PostgresConnections(at("jdbc:postgresql://127.0.0.1:1/x"), 1).open())
                .hasMessage("pg (postgresql at 127.0.0.1:1/x) cannot be reached: nobody listens there");
        assertThatThrownBy(() -> new PostgresConnections(wrong, 1).open())
                .hasMessage(wrong
                        + ": database \"no_such_database\" does not exist; check connection-url of its catalog file");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    /** For which the network is asked, which may take its time. */
    @Test
    void anUnknownHostIsNamed() {
        assertThatThrownBy(() -> new PostgresConnections(at("jdbc:postgresql://no-such-host.invalid/x"), 1).open())
                .hasMessage("pg (postgresql at no-such-host.invalid/x) cannot be reached: its host name is not known");
    }
}
