package org.kpirunner.engine.trino;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Remembers digests of the catalogs that were brought to clusters, in a file of the state folder. */
public final class PushedCatalogs {
    private final Path file;

    public PushedCatalogs(Path state) {
        this.file = state.resolve("trino-catalogs.properties");
    }

    List<String> names(TrinoAddress address) {
        String prefix = address.url() + " ";
        return read().stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList();
    }

    boolean isSame(TrinoAddress address, String catalog, String statement) {
        return digest(statement).equals(read().getProperty(key(address, catalog)));
    }

    void remember(TrinoAddress address, String catalog, String statement) {
        Properties digests = read();
        digests.setProperty(key(address, catalog), digest(statement));
        write(digests);
    }

    void forget(TrinoAddress address, String catalog) {
        Properties digests = read();
        digests.remove(key(address, catalog));
        write(digests);
    }

    private static String key(TrinoAddress address, String catalog) {
        return address.url() + " " + catalog;
    }

    private static String digest(String statement) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(statement.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Properties read() {
        Properties digests = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                digests.load(reader);
            } catch (IOException e) {
                throw unusable(e);
            }
        }
        return digests;
    }

    private void write(Properties digests) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "trino-catalogs", ".tmp");
            try (Writer writer = Files.newBufferedWriter(fresh)) {
                digests.store(writer, "digests of the catalogs that kpi brought to Trino clusters");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private KpiException unusable(IOException e) {
        return new KpiException(Reason.STATE_UNUSABLE, file + ": cannot be read or written: " + e.getMessage(), e);
    }
}
