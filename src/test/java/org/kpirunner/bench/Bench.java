package org.kpirunner.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.Folders;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.PostgresServer;
import org.kpirunner.fixture.TrinoServer;

/** Starts the servers, fills them, and measures every class of bench/queries.yaml by hand, embedded and on Trino. */
public final class Bench {
    private static final int MOST_MILLIS = 9_000;
    private static final int MOST_MILLIS_TWICE = 5_000;
    private static final int WARM_UP = 100;

    /** What takes longer is given up; the whole takes a quarter of an hour so. */
    private static final int MOST_SECONDS_ON_TRINO = Integer.getInteger("bench.trino.seconds", 25);

    private final PrintStream out;
    private final int users;
    private final int documents;
    private final int runs;

    private Bench(PrintStream out, List<String> arguments) {
        this.out = out;
        this.users = Integer.parseInt(arguments.get(0));
        this.documents = Integer.parseInt(arguments.get(1));
        this.runs = Integer.parseInt(arguments.get(2));
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        new Bench(out, List.of(arguments)).run(arguments.length > 3 ? arguments[3] : "");
        System.exit(0);
    }

    private void run(String only) throws IOException, SQLException, InterruptedException {
        Path work = Files.createTempDirectory("kpi-bench-");
        try (PostgresServer postgres = PostgresServer.process();
                PostgresDatabase database = postgres.createDatabase("bench");
                ElasticsearchServer elasticsearch = ElasticsearchServer.process()) {
            Data.load(database, users);
            Data.load(elasticsearch, documents, users);
            say("loaded");
            Path catalogs = Files.createDirectory(work.resolve("catalogs"));
            Files.writeString(catalogs.resolve("pg.properties"), database.catalogProperties());
            Files.writeString(catalogs.resolve("es.properties"), elasticsearch.catalogProperties("default"));
            try (TrinoServer server = TrinoServer.process(catalogs, Map.of(), Map.of());
                    Connection trino = trino(server);
                    Connection direct = database.connect()) {
                say("measuring");
                Trino warm = new Trino(trino);
                warm.await("SELECT COUNT(*) FROM pg.public.users");
                warm.await("SELECT COUNT(*) FROM es.default.events");
                List<Measured> all = new ArrayList<>();
                for (QueryClass query : QueryClass.read(Folders.checkout().resolve("bench/queries.yaml"))) {
                    if ((query.of() + " " + query.name()).contains(only)) {
                        Measured measured =
                                measure(query, new Native(direct, elasticsearch), new Trino(trino), catalogs);
                        say(measured.row());
                        all.add(measured);
                    }
                }
                out.println(Results.text(all, users, documents, runs));
            }
        }
    }

    private static Connection trino(TrinoServer server) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "bench");
        return DriverManager.getConnection(
                "jdbc:trino://" + server.uri().getHost() + ":" + server.uri().getPort(), properties);
    }

    private Measured measure(QueryClass query, Native direct, Trino trino, Path catalogs) throws IOException {
        double byHand = median(() -> direct.ask(query));
        long begin = System.nanoTime();
        Optional<List<String>> rows = trino.ask(query.sql(), MOST_SECONDS_ON_TRINO);
        double once = (System.nanoTime() - begin) / 1e6;
        // One that takes long is long whether it is warm or not.
        double onTrino = once > MOST_MILLIS_TWICE ? once : median(() -> trino.ask(query.sql()));
        Embedded embedded = new Embedded(catalogs);
        Embedded.Timed first = embedded.ask(query);
        // A scheduler's process has long been warm; the compiler of its options needs some rounds for that.
        double spent = 0;
        for (int i = 0; i < WARM_UP && spent < MOST_MILLIS / 3; i++) {
            spent += embedded.ask(query).millis();
        }
        double[] times = new double[runs];
        spent = 0;
        int done = 0;
        do {
            times[done] = embedded.ask(query).millis();
            spent += times[done++];
        } while (done < runs && spent < MOST_MILLIS);
        int memory = embedded.end();
        String problem = rows.map(all -> String.join(";", all))
                .filter(theirs -> !first.answer().equals(theirs))
                .map(theirs -> "**" + shown(first.answer()) + "** where Trino has " + shown(theirs))
                .orElse("");
        List<String> plan = trino.explain(query.sql());
        return new Measured(
                query,
                byHand,
                Numbers.median(Arrays.copyOf(times, done)),
                first.millis(),
                onTrino,
                rows.isPresent(),
                memory,
                Trino.steps(plan),
                problem);
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /** The embedded engine in its own process, with the options that the launcher has for it. */
    private static final class Embedded {
        private final Process process;
        private final BufferedReader answers;
        private final PrintWriter questions;
        private final Path file = Files.createTempFile("kpi-bench-", ".yaml");

        Embedded(Path catalogs) throws IOException {
            List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
            command.addAll(List.of(System.getProperty("bench.flags", "").split(" ", -1)));
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    EmbeddedProcess.class.getName(),
                    catalogs.toString()));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            answers = process.inputReader(StandardCharsets.UTF_8);
            questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        }

        record Timed(double millis, String answer) {}

        Timed ask(QueryClass query) throws IOException {
            Files.writeString(
                    file, "- name: it\n  timeout: 10m\n  max_rows: 10000\n  sql: |\n    " + query.sql() + "\n");
            questions.println(file);
            String[] answer = line().split("\t", 2);
            return new Timed(Double.parseDouble(answer[0]) / 1000, answer[1]);
        }

        private String line() throws IOException {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("the process of the embedded engine has ended");
            }
            return line;
        }

        int end() throws IOException {
            questions.close();
            int memory = Integer.parseInt(line()) / 1024;
            Files.delete(file);
            return memory;
        }
    }

    private double median(Runnable query) {
        double[] times = new double[runs];
        long started = System.nanoTime();
        for (int i = 0; i < WARM_UP && (System.nanoTime() - started) / 1e6 < MOST_MILLIS / 9; i++) {
            query.run();
        }
        double spent = 0;
        int done = 0;
        do {
            long begin = System.nanoTime();
            query.run();
            times[done] = (System.nanoTime() - begin) / 1e6;
            spent += times[done++];
        } while (done < runs && spent < MOST_MILLIS);
        return Numbers.median(Arrays.copyOf(times, done));
    }

    private static void say(String what) {
        System.err.println(what);
    }
}
