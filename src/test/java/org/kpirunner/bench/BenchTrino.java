package org.kpirunner.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.kpirunner.fixture.TrinoServer;

/** A Trino of its own, which is asked queries one by one or by several at a time. */
record BenchTrino(TrinoServer server) implements AutoCloseable {
    static BenchTrino start(Path catalogs) {
        return new BenchTrino(TrinoServer.process(catalogs, Map.of(), Map.of()));
    }

    /** Asks a query for the first time. */
    void warm(String sql) throws InterruptedException, SQLException {
        try (Connection connection = DriverManager.getConnection(url())) {
            new Trino(connection).await(sql);
        }
    }

    private String url() {
        return "jdbc:trino://" + server.uri().getHost() + ":" + server.uri().getPort() + "?user=bench";
    }

    void ask(List<String> queries, int connections) {
        Queue<String> left = new ConcurrentLinkedQueue<>(queries);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            all.add(CompletableFuture.runAsync(() -> ask(left), task -> new Thread(task).start()));
        }
        all.forEach(CompletableFuture::join);
    }

    private void ask(Queue<String> left) {
        try (Connection connection = DriverManager.getConnection(url())) {
            Trino trino = new Trino(connection);
            for (String sql = left.poll(); sql != null; sql = left.poll()) {
                var unused = trino.ask(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
