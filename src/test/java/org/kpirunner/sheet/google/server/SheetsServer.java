package org.kpirunner.sheet.google.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.kpirunner.sheet.google.server.wire.Answer;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Call;

/** The Google Sheets API in this process, over HTTP, with the faults that real networks and people bring. */
public final class SheetsServer implements AutoCloseable {
    public static final String ACCOUNT = "robot@example-project.iam.gserviceaccount.com";

    static {
        // Else every answer waits 40 ms for the acknowledgement of its own headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(SheetsServer::daemon);
    private final Service service;
    private final Quota quota;
    private final Tokens tokens;
    private final List<Seen> seen = new ArrayList<>();
    private final List<Waiting> late = new ArrayList<>();
    private Fault.Source faults = call -> Fault.NONE;

    private SheetsServer(HttpServer http, Clock clock) {
        this.http = http;
        service = new Service(clock, ACCOUNT);
        quota = new Quota(clock);
        // The client signs with the time of this machine.
        tokens = new Tokens(Clock.systemUTC());
    }

    /** Starts on a free port of this machine. */
    public static SheetsServer start(Clock clock) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            SheetsServer server = new SheetsServer(http, clock);
            http.setExecutor(server.threads);
            http.createContext("/", server::handle);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String rootUrl() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
    }

    public String tokenUrl() {
        return rootUrl() + "token";
    }

    /** The spreadsheets themselves. */
    public Service service() {
        return service;
    }

    /** From now on only this and other registered accounts may call, with tokens from {@link #tokenUrl}. */
    public void register(String email, PublicKey key) {
        tokens.register(email, key);
    }

    /** Forgets every token, as if they had expired. */
    public void expireTokens() {
        tokens.expire();
    }

    public int tokensGiven() {
        return tokens.given();
    }

    public void quota(int aMinute) {
        quota.limit(aMinute);
    }

    public synchronized void faults(Fault.Source source) {
        faults = source;
    }

    /** Every call that came, tokens apart. */
    public synchronized List<Seen> seen() {
        return List.copyOf(seen);
    }

    public synchronized void forgetSeen() {
        seen.clear();
    }

    /** Does at once what was to be done late. */
    public synchronized void doLate() {
        late.forEach(waiting -> service.answer(waiting.call()));
        late.clear();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] raw = exchange.getRequestBody().readAllBytes();
            String body = unpacked(raw, exchange.getRequestHeaders());
            if (exchange.getRequestURI().getRawPath().equals("/token")) {
                Answer answer = tokens.answer(body);
                send(exchange, answer, body(exchange, answer), false);
                return;
            }
            Call call = new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                    body);
            Fault fault = see(call);
            respond(exchange, call, fault, raw.length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Fault see(Call call) {
        return faults.of(call);
    }

    private void respond(HttpExchange exchange, Call call, Fault fault, int received)
            throws IOException, InterruptedException {
        Optional<Answer> answer = Optional.empty();
        boolean isWhole = true;
        if (fault instanceof Fault.Refused refused) {
            answer = Optional.of(refused.answer());
        } else if (fault instanceof Fault.Dropped dropped) {
            if (dropped.isDone()) {
                checked(exchange, call);
            }
        } else if (fault instanceof Fault.Late later) {
            answer = Optional.of(later.now());
        } else {
            Answer done = checked(exchange, call);
            answer = Optional.of(fault instanceof Fault.Denied denied ? denied.answer() : done);
            isWhole = !(fault instanceof Fault.Truncated);
            if (fault instanceof Fault.Slow slow) {
                Thread.sleep(slow.delay().toMillis());
            }
        }
        Optional<byte[]> body = answer.map(given -> body(exchange, given));
        // Before it is sent: who has the answer finds the call among those that came.
        finish(call, fault, answer, received, body.map(bytes -> bytes.length).orElse(0));
        if (answer.isPresent()) {
            send(exchange, answer.get(), body.orElseThrow(), !isWhole);
        }
    }

    private Answer checked(HttpExchange exchange, Call call) {
        try {
            tokens.check(exchange.getRequestHeaders().getFirst("Authorization"), call.isGet());
            quota.take(call.isWrite());
        } catch (ApiError e) {
            return Answer.of(e);
        }
        return service.answer(call);
    }

    private synchronized void finish(Call call, Fault fault, Optional<Answer> answer, int received, int sent) {
        seen.add(new Seen(call, answer.map(Answer::status).orElse(0), received, sent));
        List<Waiting> next = new ArrayList<>();
        for (Waiting waiting : late) {
            if (waiting.calls() <= 1) {
                service.answer(waiting.call());
            } else {
                next.add(new Waiting(waiting.call(), waiting.calls() - 1));
            }
        }
        if (fault instanceof Fault.Late later) {
            next.add(new Waiting(call, later.calls()));
        }
        late.clear();
        late.addAll(next);
    }

    private static byte[] body(HttpExchange exchange, Answer answer) {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        if (accepted == null || !accepted.contains("gzip")) {
            return bytes;
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        return packed(bytes);
    }

    private static void send(HttpExchange exchange, Answer answer, byte[] bytes, boolean isCut) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.contentType());
        headers.set("Vary", "Origin, X-Origin, Referer");
        headers.set("Cache-Control", "private");
        headers.set("Server", "ESF");
        headers.set("X-XSS-Protection", "0");
        headers.set("X-Frame-Options", "SAMEORIGIN");
        headers.set("X-Content-Type-Options", "nosniff");
        if (isCut) {
            exchange.sendResponseHeaders(answer.status(), bytes.length + 100);
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
            return;
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String unpacked(byte[] body, Headers headers) throws IOException {
        if (!"gzip".equals(headers.getFirst("Content-Encoding"))) {
            return new String(body, StandardCharsets.UTF_8);
        }
        try (InputStream in = new GZIPInputStream(new java.io.ByteArrayInputStream(body))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] packed(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "sheets-server");
        thread.setDaemon(true);
        return thread;
    }

    /** A call that came, the status it was answered with (0 for none), and its bytes on the wire. */
    public record Seen(Call call, int status, int received, int sent) {}

    private record Waiting(Call call, int calls) {}
}
