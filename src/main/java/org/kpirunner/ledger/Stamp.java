package org.kpirunner.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times as the ledger stores them: UTC, milliseconds, always as wide, so that they sort as text. */
final class Stamp {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Stamp() {}

    static String of(Instant instant) {
        return FORMAT.format(instant);
    }

    static Instant in(ResultSet row, String column) throws SQLException {
        return Instant.parse(row.getString(column));
    }

    static Optional<Instant> orNone(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(Instant::parse);
    }
}
