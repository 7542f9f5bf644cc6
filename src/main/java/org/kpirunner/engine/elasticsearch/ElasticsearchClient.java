package org.kpirunner.engine.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.Cancellable;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;
import org.jspecify.annotations.Nullable;
import org.kpirunner.catalog.ElasticsearchSource;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** A connection to one cluster, made when the first request needs it; speaks plain JSON, so that 6.8 to 9 answer. */
public final class ElasticsearchClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration IDLE_CONNECTION = Duration.ofSeconds(30);
    private static final int MOST_CONNECTIONS = 32;

    /** From here on a search ends when its connection is closed. */
    private static final Version CANCELS_WITH_CONNECTION = new Version(7, 4);

    private final ElasticsearchSource source;
    private final Failures failures;
    private final Learned learned = new Learned();
    private @Nullable RestClient connection;
    private @Nullable Version version;

    public ElasticsearchClient(ElasticsearchSource source) {
        this.source = source;
        this.failures = new Failures(source);
    }

    public ElasticsearchSource source() {
        return source;
    }

    public Failures failures() {
        return failures;
    }

    public Learned learned() {
        return learned;
    }

    /** The version of the server, asked for once. */
    public Version version(Cancellation cancellation) {
        synchronized (this) {
            if (version != null) {
                return version;
            }
        }
        Version answered = askVersion(cancellation);
        synchronized (this) {
            version = answered;
        }
        return answered;
    }

    private Version askVersion(Cancellation cancellation) {
        JsonNode root;
        try {
            root = perform(new Request("GET", "/"), cancellation).body();
        } catch (KpiException e) {
            if (e.reason() != Reason.QUERY_FAILED && e.reason() != Reason.PERMISSION_DENIED) {
                throw e;
            }
            // Minimal builds have no handler for it.
            root = get("/_nodes/_local", Map.of("filter_path", "nodes.*.version"), cancellation);
        }
        String number = root.path("version")
                .path("number")
                .asText(root.findPath("version").asText());
        try {
            return Version.parse(number);
        } catch (IllegalArgumentException e) {
            throw failures.problem(Reason.SOURCE_UNREACHABLE, "does not answer as Elasticsearch does", e);
        }
    }

    public JsonNode get(String path, Map<String, String> parameters, Cancellation cancellation) {
        Request request = new Request("GET", path);
        request.addParameters(parameters);
        return perform(request, cancellation).body();
    }

    public Answer post(String path, Map<String, String> parameters, JsonNode body, Cancellation cancellation) {
        return perform(withBody("POST", path, parameters, body), cancellation);
    }

    /** Sends JSON values, one on each line. */
    public JsonNode postLines(
            String path, Map<String, String> parameters, List<JsonNode> lines, Cancellation cancellation) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (JsonNode line : lines) {
            body.writeBytes(Json.bytes(line));
            body.write('\n');
        }
        Request request = new Request("POST", path);
        request.addParameters(parameters);
        request.setEntity(new ByteArrayEntity(body.toByteArray(), ContentType.create("application/x-ndjson")));
        return perform(request, cancellation).body();
    }

    /** Opens something that has no body to describe it. */
    public JsonNode post(String path, Map<String, String> parameters, Cancellation cancellation) {
        Request request = new Request("POST", path);
        request.addParameters(parameters);
        return perform(request, cancellation).body();
    }

    /** Sends a DELETE and does not wait for what it says. */
    public void deleteLater(String path, JsonNode body) {
        connection().performRequestAsync(withBody("DELETE", path, Map.of(), body), new TaskCancel.Ignoring());
    }

    private static Request withBody(String method, String path, Map<String, String> parameters, JsonNode body) {
        Request request = new Request(method, path);
        request.addParameters(parameters);
        request.setEntity(new ByteArrayEntity(Json.bytes(body), ContentType.APPLICATION_JSON));
        return request;
    }

    /** A name as one part of a path. */
    public static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Sends a body as somebody wrote it; the answer as the server wrote it. */
    public Written postAsWritten(String path, Map<String, String> parameters, String body, Cancellation cancellation) {
        Request request = new Request("POST", path);
        request.addParameters(parameters);
        request.setJsonEntity(body);
        byte[] content = send(request, cancellation);
        return new Written(new String(content, StandardCharsets.UTF_8), answer(content));
    }

    /** An answer, and the same letter by letter. */
    public record Written(String text, Answer answer) {}

    private Answer perform(Request request, Cancellation cancellation) {
        return answer(send(request, cancellation));
    }

    private static Answer answer(byte[] content) {
        try {
            return new Answer(Json.parse(content), content.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] send(Request request, Cancellation cancellation) {
        cancellation.check();
        String id = "kpi-" + UUID.randomUUID();
        boolean cancelsWithConnection = cancelsWithConnection();
        if (!cancelsWithConnection) {
            request.setOptions(request.getOptions().toBuilder().addHeader("X-Opaque-Id", id));
        }
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Cancellable running = connection().performRequestAsync(request, new Completing(answer));
        Cancellation.Registration registration = cancellation.onCancel(() -> {
            running.cancel();
            if (!cancelsWithConnection) {
                new TaskCancel(connection(), id).start();
            }
        });
        try {
            return answer.get().getEntity().getContent().readAllBytes();
        } catch (InterruptedException e) {
            running.cancel();
            Thread.currentThread().interrupt();
            throw new KpiException(Reason.CANCELLED, source.catalog() + ": the search was interrupted", e);
        } catch (CancellationException e) {
            cancellation.check();
            throw e;
        } catch (ExecutionException e) {
            cancellation.check();
            throw failures.of(e.getCause() == null ? e : e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            registration.close();
        }
    }

    private synchronized boolean cancelsWithConnection() {
        return version == null || version.compareTo(CANCELS_WITH_CONNECTION) >= 0;
    }

    private synchronized RestClient connection() {
        if (connection == null) {
            connection = connect();
        }
        return connection;
    }

    private RestClient connect() {
        String scheme = source.tls().isPresent() ? "https" : "http";
        HttpHost[] hosts = source.hosts().stream()
                .map(host -> new HttpHost(host, source.port(), scheme))
                .toArray(HttpHost[]::new);
        Duration connectTimeout = source.connectTimeout().orElse(CONNECT_TIMEOUT);
        Duration requestTimeout = source.requestTimeout().orElse(Duration.ZERO);
        return RestClient.builder(hosts)
                .setDefaultHeaders(credentials())
                .setRequestConfigCallback(config -> config.setConnectTimeout((int) connectTimeout.toMillis())
                        .setSocketTimeout((int) requestTimeout.toMillis()))
                .setHttpClientConfigCallback(this::configure)
                .build();
    }

    private HttpAsyncClientBuilder configure(HttpAsyncClientBuilder http) {
        http.setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setKeepAliveStrategy((response, context) -> IDLE_CONNECTION.toMillis())
                .setThreadFactory(task -> {
                    Thread thread = new Thread(task, "elasticsearch " + source.catalog());
                    thread.setDaemon(true);
                    return thread;
                });
        source.tls().ifPresent(tls -> {
            http.setSSLContext(TlsContext.of(tls));
            if (!tls.verifyHostnames()) {
                http.setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE);
            }
        });
        return http;
    }

    private Header[] credentials() {
        return source.login()
                .map(login -> login.user() + ":" + login.password().reveal())
                .map(pair -> Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .map(encoded -> List.<Header>of(new BasicHeader("Authorization", "Basic " + encoded)))
                .orElse(List.of())
                .toArray(Header[]::new);
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            connection = null;
        }
    }

    /** Hands an answer over to who waits for it. */
    private record Completing(CompletableFuture<Response> answer) implements ResponseListener {
        @Override
        public void onSuccess(Response response) {
            answer.complete(response);
        }

        @Override
        public void onFailure(Exception e) {
            answer.completeExceptionally(e);
        }
    }
}
