package org.kpirunner.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.kpirunner.ledger.Ledger;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Serves health, metrics, statistics and one page for people, from what the ledger holds. */
public final class OperationsServer implements AutoCloseable {
    private static final int THREADS = 6;
    private static final int LONGEST_HEADERS = 8 * 1024;
    private static final int LONGEST_BODY = 1024;
    private static final int IDLE_MILLIS = 10_000;

    private final Server server;
    private final ServerConnector connector;

    private OperationsServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Listens, and answers from now on.
     *
     * @param listen an address and a port, as {@code 127.0.0.1:8080}; port 0 is any free one
     * @param token what {@code PUT /loglevel} asks for; without one it changes nothing for anybody
     */
    public static OperationsServer start(
            String listen, Ledger ledger, Live live, Optional<String> token, ZoneId zone, Clock clock) {
        InetSocketAddress address = address(listen);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("web");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LONGEST_HEADERS);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setErrorHandler(OperationsServer::error);
        server.setHandler(new Routes(new Statistics(ledger, clock), live, token, zone));
        OperationsServer started = new OperationsServer(server, connector);
        started.begin(listen);
        return started;
    }

    private static InetSocketAddress address(String listen) {
        int colon = listen.lastIndexOf(':');
        try {
            int port = Integer.parseInt(listen.substring(colon + 1));
            if (colon > 0 && port >= 0 && port <= 65_535) {
                String host = listen.substring(0, colon).replaceAll("^\\[|]$", "");
                return InetSocketAddress.createUnresolved(host, port);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new KpiException(
                Reason.BAD_CONFIGURATION,
                "--listen \"" + listen + "\" is not an address; allowed is HOST:PORT as in 127.0.0.1:8080");
    }

    private void begin(String listen) {
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw new KpiException(
                    Reason.BAD_CONFIGURATION, "--listen " + listen + ": cannot listen there: " + innermost(e), e);
        } catch (Exception e) {
            throw new IllegalStateException("the web server does not start", e);
        }
    }

    private static String innermost(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** Where it listens; of use when any free port was asked for. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the web server does not stop", e);
        }
    }

    private static boolean error(Request request, Response response, Callback callback) {
        answer(response, callback, response.getStatus(), "text/plain; charset=utf-8", response.getStatus() + "\n");
        return true;
    }

    private static void answer(Response response, Callback callback, int status, String type, String body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Content.Sink.write(response, true, body, callback);
    }

    /** Which answer a path has. */
    private static final class Routes extends Handler.Abstract {
        private final Statistics statistics;
        private final Live live;
        private final Optional<String> token;
        private final ZoneId zone;
        private final String policy = "default-src 'none'; style-src '" + digest(Page.style()) + "'";

        Routes(Statistics statistics, Live live, Optional<String> token, ZoneId zone) {
            this.statistics = statistics;
            this.live = live;
            this.token = token;
            this.zone = zone;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            String path = Request.getPathInContext(request);
            boolean reads =
                    request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
            if (path.equals("/loglevel")) {
                logLevel(request, response, callback);
            } else if (!path.equals("/")
                    && !path.equals("/healthz")
                    && !path.equals("/metrics")
                    && !path.equals("/stats")) {
                plain(response, callback, 404, "there are /, /healthz, /metrics and /stats");
            } else if (!reads) {
                response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
                plain(response, callback, 405, "this can only be read");
            } else {
                read(path, request, response, callback);
            }
            return true;
        }

        private void read(String path, Request request, Response response, Callback callback) {
            String body;
            String type = "application/json; charset=utf-8";
            int status = 200;
            synchronized (statistics) {
                statistics.gather();
                if (path.equals("/healthz")) {
                    status = live.late().isEmpty() ? 200 : 503;
                    body = Stats.health(statistics, live);
                } else if (path.equals("/stats")) {
                    body = Stats.all(
                            statistics,
                            live,
                            String.valueOf(request.getHttpURI().getQuery()).contains("verbose=1"));
                } else if (path.equals("/metrics")) {
                    String accepted = String.valueOf(request.getHeaders().get(HttpHeader.ACCEPT));
                    boolean isOpenMetrics = accepted.contains("application/openmetrics-text");
                    type = isOpenMetrics
                            ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                            : "text/plain; version=0.0.4; charset=utf-8";
                    body = Metrics.write(statistics, live, isOpenMetrics);
                } else {
                    type = "text/html; charset=utf-8";
                    response.getHeaders().put("Content-Security-Policy", policy);
                    response.getHeaders().put("Referrer-Policy", "no-referrer");
                    body = Page.write(statistics, live, zone);
                }
            }
            answer(response, callback, status, type, body);
        }

        private void logLevel(Request request, Response response, Callback callback) throws IOException {
            if (!request.getMethod().equals("PUT")) {
                response.getHeaders().put(HttpHeader.ALLOW, "PUT");
                plain(response, callback, 405, "the log level can only be set, with PUT");
            } else if (token.isEmpty()) {
                plain(response, callback, 403, "nothing can be changed here, as KPI_WEB_TOKEN is not set");
            } else if (!isAllowed(request, token.get())) {
                response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
                plain(response, callback, 401, "a bearer token is needed");
            } else if (request.getLength() < 0 || request.getLength() > LONGEST_BODY) {
                plain(response, callback, 413, "a level is one word");
            } else {
                String level =
                        Content.Source.asString(request, StandardCharsets.UTF_8).strip();
                try {
                    live.logLevel(level);
                    plain(response, callback, 200, "logging from level " + level);
                } catch (KpiException e) {
                    plain(response, callback, 400, String.valueOf(e.getMessage()));
                }
            }
        }

        private static boolean isAllowed(Request request, String token) {
            byte[] given = String.valueOf(request.getHeaders().get(HttpHeader.AUTHORIZATION))
                    .getBytes(StandardCharsets.UTF_8);
            return MessageDigest.isEqual(given, ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
        }

        private static void plain(Response response, Callback callback, int status, String sentence) {
            answer(response, callback, status, "text/plain; charset=utf-8", sentence + "\n");
        }

        private static String digest(String style) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
                return "sha256-" + Base64.getEncoder().encodeToString(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
