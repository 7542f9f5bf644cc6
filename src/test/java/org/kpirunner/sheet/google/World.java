package org.kpirunner.sheet.google;

import com.google.auth.oauth2.ServiceAccountCredentials;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.kpirunner.sheet.Entry;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;
import org.kpirunner.sheet.SheetAddress;
import org.kpirunner.sheet.google.access.Account;
import org.kpirunner.sheet.google.access.Connection;
import org.kpirunner.sheet.google.access.Patience;
import org.kpirunner.sheet.google.server.Person;
import org.kpirunner.sheet.google.server.SheetsServer;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Grid;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.formula.Evaluator;
import org.kpirunner.sheet.google.server.view.CellView;
import org.kpirunner.table.Value;

/** A spreadsheet on a test server, an account that may write to it, and a time that passes when somebody waits. */
final class World implements AutoCloseable {
    static final String BOOK = "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms";
    private static final KeyPair KEYS = keys();

    final SheetsServer server;
    private final Connection connection;
    private final Patience patience;
    private final PassingTime time = new PassingTime(Instant.parse("2026-11-01T10:00:00Z"));
    private Duration waited = Duration.ZERO;

    World() {
        server = SheetsServer.start(clock());
        server.register(SheetsServer.ACCOUNT, KEYS.getPublic());
        server.service().add(new Book(BOOK, "Our numbers"));
        connection = connection(KEYS, server);
        patience = patience();
    }

    static Account account(KeyPair keys) {
        return new Account(ServiceAccountCredentials.newBuilder()
                .setClientEmail(SheetsServer.ACCOUNT)
                .setPrivateKey(keys.getPrivate())
                .setPrivateKeyId("key-1")
                .build());
    }

    static Connection connection(KeyPair keys, SheetsServer server) {
        return Connection.of(
                account(keys),
                Optional.of(new Connection.Endpoint(server.rootUrl(), URI.create(server.tokenUrl()), 60_000)));
    }

    static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key of the account, as its file has it. */
    static String pem() {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(KEYS.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    }

    Clock clock() {
        return time;
    }

    Patience patience() {
        return new Patience(clock(), this::pass, new Random(1));
    }

    void pass(Duration duration) {
        time.pass(duration);
        waited = waited.plus(duration);
    }

    /** How long everybody has waited for Google. */
    Duration waited() {
        return waited;
    }

    GoogleSheet sheet(String tab) {
        return sheet(tab, run -> false);
    }

    GoogleSheet sheet(String tab, Predicate<String> isConfirmed) {
        return sheet(SheetAddress.parse("google:" + BOOK + "#" + tab, "unused"), isConfirmed);
    }

    GoogleSheet sheet(SheetAddress address, Predicate<String> isConfirmed) {
        return new GoogleSheet(address, connection, patience, isConfirmed, false);
    }

    /** Delivers rows as the deliverer does, and returns what was said. */
    List<String> deliver(String tab, Row... rows) {
        Sheet sheet = sheet(tab);
        try (Sheet.Prepared prepared = sheet.prepare(List.of(rows))) {
            List<String> said = new ArrayList<>(prepared.commit());
            said.addAll(prepared.alignment().warnings());
            return said;
        }
    }

    void edit(java.util.function.Consumer<Person> edits) {
        server.service().edit(BOOK, edits);
    }

    Tab tab(String title) {
        return server.service().book(BOOK).titled(title).orElseThrow();
    }

    /** The cells of a tab as people see them, up to the last one that is filled. */
    List<List<String>> cells(String title) {
        Book book = server.service().book(BOOK);
        Tab tab = book.titled(title).orElseThrow();
        Grid grid = tab.grid();
        CellView view = new CellView(book, new Evaluator(book, 46000));
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < grid.height(); row++) {
            List<String> line = new ArrayList<>();
            for (int column = 0; column < grid.width(row); column++) {
                line.add(view.value(tab, row, column, CellView.Render.FORMATTED).asText());
            }
            while (!line.isEmpty() && line.get(line.size() - 1).isEmpty()) {
                line.remove(line.size() - 1);
            }
            rows.add(line);
        }
        while (!rows.isEmpty() && rows.get(rows.size() - 1).isEmpty()) {
            rows.remove(rows.size() - 1);
        }
        return rows;
    }

    /** A row at minute {@code number} of an hour; the values are those of the KPIs in their order. */
    static Row row(int number, Entry... entries) {
        return new Row(
                String.format(java.util.Locale.ROOT, "run%09d", number),
                LocalDateTime.of(2026, 11, 1, 10, 0).plusMinutes(number),
                List.of(entries));
    }

    static Entry kpi(String name, long value) {
        return kpi(name, Value.of(value));
    }

    static Entry kpi(String name, Value value) {
        return new Entry(name, name, List.of(), Optional.empty(), value, Optional.empty());
    }

    static Entry failed(String name, String why) {
        return new Entry(name, name, List.of(), Optional.empty(), Value.NOTHING, Optional.of(why));
    }

    @Override
    public void close() {
        server.close();
        if (!server.service().bugs().isEmpty()) {
            throw new AssertionError(
                    "the test server has a bug", server.service().bugs().get(0));
        }
    }
}
