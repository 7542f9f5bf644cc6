package org.kpirunner.engine.trino;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kpirunner.engine.NetworkFailure;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Says what a failure of Trino means; the codes are those of its StandardErrorCode. */
final class TrinoErrors {
    private static final int INTERNAL = 0x1_0000;
    private static final int RESOURCES = 0x2_0000;
    private static final int CONNECTORS = 0x100_0000;
    private static final Pattern STATUS = Pattern.compile("JsonResponse\\{statusCode=(\\d+)");

    /** What the driver says where neither the cluster nor the network does. */
    private static final Pattern BROKEN = Pattern.compile("Error (fetching results|executing query)");

    private static final Pattern QUERY = Pattern.compile("^Query failed \\(#[^)]*\\): ");

    private static final Map<Integer, Reason> REASONS = Map.ofEntries(
            Map.entry(1, Reason.SYNTAX_ERROR),
            Map.entry(3, Reason.CANCELLED),
            Map.entry(4, Reason.PERMISSION_DENIED),
            Map.entry(6, Reason.UNKNOWN_FUNCTION),
            Map.entry(8, Reason.DIVISION_BY_ZERO),
            Map.entry(7, Reason.INVALID_VALUE),
            Map.entry(9, Reason.INVALID_VALUE),
            Map.entry(13, Reason.NOT_SUPPORTED),
            Map.entry(19, Reason.NUMERIC_OVERFLOW),
            Map.entry(28, Reason.TOO_MANY_ROWS),
            Map.entry(38, Reason.CANCELLED),
            Map.entry(44, Reason.UNKNOWN_CATALOG),
            Map.entry(45, Reason.UNKNOWN_TABLE),
            Map.entry(46, Reason.UNKNOWN_TABLE),
            Map.entry(47, Reason.UNKNOWN_COLUMN),
            Map.entry(58, Reason.TYPE_MISMATCH),
            Map.entry(61, Reason.TYPE_MISMATCH),
            Map.entry(62, Reason.AMBIGUOUS_NAME),
            Map.entry(125, Reason.SOURCE_UNREACHABLE),
            Map.entry(INTERNAL + 1, Reason.SOURCE_RESTARTED),
            Map.entry(INTERNAL + 3, Reason.SOURCE_RESTARTED),
            Map.entry(INTERNAL + 4, Reason.SOURCE_RESTARTED),
            Map.entry(INTERNAL + 5, Reason.SOURCE_UNREACHABLE),
            Map.entry(INTERNAL + 6, Reason.SOURCE_RESTARTED),
            Map.entry(INTERNAL + 9, Reason.SOURCE_RESTARTED),
            Map.entry(INTERNAL + 12, Reason.SOURCE_UNREACHABLE),
            Map.entry(RESOURCES + 2, Reason.SOURCE_UNREACHABLE),
            Map.entry(RESOURCES + 3, Reason.TIMEOUT));

    /** Not those of a catalog, which may be gone for long while the cluster is fine. */
    private static final Set<Integer> OF_THE_CLUSTER = Set.of(
            INTERNAL + 1,
            INTERNAL + 3,
            INTERNAL + 4,
            INTERNAL + 5,
            INTERNAL + 6,
            INTERNAL + 9,
            INTERNAL + 12,
            RESOURCES + 2);

    private TrinoErrors() {}

    /** @param hasBegun whether the cluster has taken the query */
    static KpiException of(TrinoAddress address, SQLException e, boolean hasBegun) {
        return connection(address, e, hasBegun).orElseGet(() -> query(e));
    }

    private static KpiException query(SQLException e) {
        String message = firstLine(QUERY.matcher(String.valueOf(e.getMessage())).replaceFirst(""));
        int code = e.getErrorCode();
        Reason reason = REASONS.getOrDefault(code, byType(code, message));
        return OF_THE_CLUSTER.contains(code)
                ? new ClusterGone(reason, "trino: " + message, e)
                : new KpiException(reason, "trino: " + message, e);
    }

    private static Reason byType(int code, String message) {
        if (code >= RESOURCES && code < RESOURCES + INTERNAL) {
            return message.toLowerCase(Locale.ROOT).contains("time limit") ? Reason.TIMEOUT : Reason.OUT_OF_MEMORY;
        }
        boolean isSource = code >= CONNECTORS
                && (message.contains("onnection") && message.matches(".*(refused|attempt failed|reset|terminat).*"));
        return isSource ? Reason.SOURCE_UNREACHABLE : Reason.QUERY_FAILED;
    }

    private static Optional<KpiException> connection(TrinoAddress address, SQLException e, boolean hasBegun) {
        Optional<NetworkFailure> network = NetworkFailure.of(e);
        if (network.isPresent()) {
            return network.get().isUntrusted()
                    ? untrusted(address, network.get().why(), e)
                    : unreachable(address, network.get().why(), e);
        }
        if (causes(e).anyMatch(IOException.class::isInstance)) {
            return unreachable(address, "the connection was lost", e);
        }
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Authentication failed")) {
            return Optional.of(new KpiException(
                    Reason.AUTHENTICATION_FAILED,
                    "trino: " + address + " was refused: " + firstLine(message)
                            + "; check --trino-user and KPI_TRINO_PASSWORD",
                    e));
        }
        Matcher status = STATUS.matcher(
                causes(e).map(Throwable::getMessage).map(String::valueOf).collect(Collectors.joining("\n")));
        if (status.find()) {
            if (hasBegun && (status.group(1).equals("404") || status.group(1).equals("410"))) {
                return Optional.of(new ClusterGone(
                        Reason.SOURCE_RESTARTED,
                        "trino: " + address.url() + " does not know the query any more; it was started again",
                        e));
            }
            boolean isBusy = status.group(1).startsWith("5");
            return isBusy
                    ? unreachable(address, "it answers HTTP " + status.group(1), e)
                    : Optional.of(new KpiException(
                            Reason.BAD_CONFIGURATION,
                            "trino: " + address.url() + " answers HTTP " + status.group(1)
                                    + ", so it is hardly a Trino coordinator; check --trino-url",
                            e));
        }
        return BROKEN.matcher(message).matches()
                ? unreachable(address, "the connection was lost", e)
                : Optional.empty();
    }

    /** All of the chain: the driver hides what it was answered below a sentence of its own. */
    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
    }

    private static Optional<KpiException> untrusted(TrinoAddress address, String why, SQLException e) {
        return Optional.of(new KpiException(
                Reason.AUTHENTICATION_FAILED,
                "trino: " + address.url() + " cannot be trusted: " + firstLine(why)
                        + "; name its certificate's trust store with KPI_TRINO_TRUSTSTORE",
                e));
    }

    private static Optional<KpiException> unreachable(TrinoAddress address, String why, SQLException e) {
        return Optional.of(new ClusterGone(
                Reason.SOURCE_UNREACHABLE, "trino: " + address.url() + " cannot be reached: " + why, e));
    }

    /** And the next one, where the first announces it. */
    private static String firstLine(String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty()) {
            return "";
        }
        return lines.get(0).endsWith(":") && lines.size() > 1 ? lines.get(0) + " " + lines.get(1) : lines.get(0);
    }
}
