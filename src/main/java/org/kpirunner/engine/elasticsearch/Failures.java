package org.kpirunner.engine.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.http.ContentTooLongException;
import org.apache.http.HttpStatus;
import org.apache.http.conn.ConnectTimeoutException;
import org.elasticsearch.client.ResponseException;
import org.jspecify.annotations.Nullable;
import org.kpirunner.catalog.ElasticsearchSource;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Says in one sentence why a request was not answered, and what can be done about it. */
public final class Failures {
    private static final int LONGEST_REASON = 500;

    private final ElasticsearchSource source;

    Failures(ElasticsearchSource source) {
        this.source = source;
    }

    KpiException of(Throwable cause) {
        if (cause instanceof ResponseException refused) {
            return refused(refused);
        }
        for (Throwable step = cause; step != null; step = step.getCause()) {
            if (step instanceof SSLException) {
                return unreachable("no secure connection: " + message(step) + untrusted(step), cause);
            }
        }
        if (cause instanceof ConnectTimeoutException) {
            return unreachable("no answer to the connection", cause);
        }
        if (cause instanceof UnknownHostException) {
            return unreachable("the name of the host is unknown", cause);
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return unreachable("connection refused", cause);
        }
        if (cause instanceof SocketTimeoutException) {
            String limit = source.requestTimeout()
                    .map(timeout -> " within elasticsearch.request-timeout=" + timeout.toSeconds() + "s")
                    .orElse("");
            return problem(Reason.TIMEOUT, "did not answer" + limit, cause);
        }
        if (cause instanceof ContentTooLongException) {
            return problem(Reason.OUT_OF_MEMORY, "sent more in one answer than fits into memory", cause);
        }
        if (cause instanceof IOException) {
            return problem(Reason.SOURCE_RESTARTED, "broke the connection off: " + message(cause), cause);
        }
        throw new IllegalStateException(cause);
    }

    private KpiException refused(ResponseException refused) {
        return refused(refused.getResponse().getStatusLine().getStatusCode(), error(refused), refused);
    }

    /** Of one of several searches, the others of which may have been answered. */
    public KpiException refused(JsonNode answer) {
        return refused(answer.path("status").asInt(), answer.path("error"), null);
    }

    private KpiException refused(int status, JsonNode error, @Nullable Throwable refused) {
        Set<String> types = types(error);
        String reason = reason(error, status);
        if (status == HttpStatus.SC_UNAUTHORIZED) {
            String who = source.login()
                    .map(login -> "user \"" + login.user() + "\"")
                    .orElse("a request without a user; set elasticsearch.security=PASSWORD, elasticsearch.auth.user"
                            + " and elasticsearch.auth.password");
            return problem(Reason.AUTHENTICATION_FAILED, "refused " + who, refused);
        }
        if (status == HttpStatus.SC_FORBIDDEN) {
            return problem(Reason.PERMISSION_DENIED, "refused: " + reason, refused);
        }
        if (types.contains("index_not_found_exception")) {
            return problem(Reason.UNKNOWN_TABLE, "has " + reason, refused);
        }
        if (types.contains("index_closed_exception")) {
            String index = error.findPath("index").asText();
            return problem(
                    Reason.QUERY_FAILED,
                    "has closed the index \"" + index + "\"; open it, or name only indices that are open",
                    refused);
        }
        if (types.contains("search_context_missing_exception")) {
            return problem(Reason.SOURCE_RESTARTED, "lost the search in the middle of it", refused);
        }
        if (types.contains("no_shard_available_action_exception")
                || types.contains("node_disconnected_exception")
                || types.contains("node_not_connected_exception")
                || reason.contains("Partial shards failure")
                || (status == HttpStatus.SC_SERVICE_UNAVAILABLE
                        && types.contains("search_phase_execution_exception"))) {
            return problem(Reason.PARTIAL_ANSWER, "could not search every shard: " + reason, refused);
        }
        return switch (status) {
            case 429, 502, 503, 504 -> unreachable("it is not ready or overloaded: " + reason, refused);
            default -> problem(Reason.QUERY_FAILED, "answered " + status + ": " + reason, refused);
        };
    }

    /** A failure with the source's name in front. */
    public KpiException problem(Reason reason, String what, @Nullable Throwable cause) {
        return failure(reason, "elasticsearch at " + source.address() + " " + what, cause);
    }

    public KpiException problem(Reason reason, String what) {
        return problem(reason, what, null);
    }

    private KpiException unreachable(String why, @Nullable Throwable cause) {
        return failure(Reason.SOURCE_UNREACHABLE, "cannot reach " + source.address() + ": " + why, cause);
    }

    private KpiException failure(Reason reason, String what, @Nullable Throwable cause) {
        String message = source.catalog() + ": " + what;
        return cause == null ? new KpiException(reason, message) : new KpiException(reason, message, cause);
    }

    private static JsonNode error(ResponseException refused) {
        try {
            return Json.parse(refused.getResponse().getEntity().getContent().readAllBytes())
                    .path("error");
        } catch (IOException | RuntimeException e) {
            return MissingNode.getInstance();
        }
    }

    private static Set<String> types(JsonNode error) {
        Set<String> types = new LinkedHashSet<>();
        error.findValues("type").forEach(type -> types.add(type.asText()));
        return types;
    }

    /** The reason of the root cause, without what only Elasticsearch's developers understand. */
    private static String reason(JsonNode error, int status) {
        List<String> reasons = new ArrayList<>();
        for (JsonNode cause : error.path("root_cause")) {
            reasons.add(cause.path("reason").asText());
        }
        reasons.add(error.path("caused_by").path("reason").asText());
        reasons.add(error.path("reason").asText());
        reasons.add(error.asText());
        String reason = reasons.stream()
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("status " + status)
                .replaceAll("\\s+", " ");
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
    }

    private static String untrusted(Throwable cause) {
        String text = message(cause).toLowerCase(Locale.ROOT);
        return text.contains("pkix") || text.contains("certificat")
                ? "; the authority of its certificate goes into elasticsearch.tls.truststore-path"
                : "";
    }

    private static String message(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
    }
}
