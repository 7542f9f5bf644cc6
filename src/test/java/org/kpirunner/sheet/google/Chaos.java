package org.kpirunner.sheet.google;

import com.google.api.client.http.HttpExecuteInterceptor;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.HttpResponseInterceptor;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.sheets.v4.Sheets;
import com.google.auth.http.HttpCredentialsAdapter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.kpirunner.sheet.google.ChaosClient.Killed;
import org.kpirunner.sheet.google.access.Account;
import org.kpirunner.sheet.google.access.Connection;
import org.kpirunner.sheet.google.access.Patience;
import org.kpirunner.sheet.google.server.Fault;
import org.kpirunner.sheet.google.server.SheetsServer;
import org.kpirunner.sheet.google.server.Unrecorded;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.wire.Answer;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Call;

/**
 * Months of runs in which everything goes wrong that can: the service fails before and after it has done something, or
 * does it late; connections break; the runner is killed; people edit; another runner is at work on the same tab.
 */
final class Chaos implements AutoCloseable {
    private static final String BOOK = "chaos-book";
    private static final KeyPair KEYS = World.keys();
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final int KPIS = 7;
    private static final int LONGEST_OUTAGE = 60;

    /** Who brings the rows. */
    enum Kind {
        OURS,
        APPEND,
        LAST_ROW
    }

    private final Random random;
    private final Risks risks;
    private final SheetsServer server;
    private final ChaosPeople people;
    private final ChaosTrace trace;
    private final List<ChaosClient> clients = new ArrayList<>();
    private final List<ChaosRun> runs = new ArrayList<>();
    private final Map<Integer, String> names = new HashMap<>();
    private final PassingTime time = new PassingTime(START);
    private int number;
    private int active;
    private int outage;
    private final boolean[] isDead = new boolean[2];
    private boolean isNested;
    private boolean isCalm;
    private int kills;
    private int faults;
    private int edits;
    private int calls;

    /** How often what happens, in percent of the calls; outages of the network, of up to 60 calls, in thousandths. */
    record Risks(int faults, int kills, int edits, int others, int outages) {
        static final Risks NONE = new Risks(0, 0, 0, 0, 0);
        static final Risks ALL = new Risks(
                25,
                Integer.getInteger("chaos.kills", 5),
                Integer.getInteger("chaos.edits", 12),
                6,
                Integer.getInteger("chaos.outages", 4));
    }

    /** What came of it. */
    record Result(
            int runs,
            int lost,
            int doubled,
            int shifted,
            int holes,
            int people,
            int faults,
            int kills,
            int edits,
            int calls,
            List<String> examples) {
        static final Result NOTHING = new Result(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

        Result plus(Result other, String where) {
            List<String> both = new ArrayList<>(examples);
            other.examples().forEach(example -> both.add(where + ": " + example));
            return new Result(
                    runs + other.runs,
                    lost + other.lost,
                    doubled + other.doubled,
                    shifted + other.shifted,
                    holes + other.holes,
                    people + other.people,
                    faults + other.faults,
                    kills + other.kills,
                    edits + other.edits,
                    calls + other.calls,
                    both);
        }
    }

    Chaos(long seed, Kind kind, Unrecorded switches, Risks risks, Path folder) {
        this.random = new Random(seed);
        this.risks = risks;
        this.server = SheetsServer.start(time);
        this.people = new ChaosPeople(new Random(seed + 1), kind != Kind.OURS);
        server.register(SheetsServer.ACCOUNT, KEYS.getPublic());
        server.service().set(switches);
        Book book = new Book(BOOK, "Chaos");
        server.service().add(book);
        server.service().edit(BOOK, person -> {
            person.renameTab("Sheet1", ChaosPeople.TAB);
            person.addTab("Other");
        });
        server.faults(this::fault);
        trace = new ChaosTrace(() -> server.service().book(BOOK));
        Patience patience = new Patience(time, this::pass, new Random(seed + 2));
        for (int i = 0; i < 2; i++) {
            clients.add(client(kind, folder.resolve("runner-" + i), patience, i));
        }
        for (int kpi = 1; kpi <= KPIS; kpi++) {
            names.put(kpi, "KPI " + kpi);
        }
    }

    private ChaosClient client(Kind kind, Path state, Patience patience, int number) {
        Account account = World.account(KEYS);
        Connection.Endpoint endpoint = new Connection.Endpoint(server.rootUrl(), URI.create(server.tokenUrl()), 20_000);
        if (kind == Kind.OURS) {
            Connection connection = Connection.of(account, Optional.of(endpoint), request -> watch(request, number));
            return new ChaosRunner(state, "google:" + BOOK + "#" + ChaosPeople.TAB, connection, patience, time);
        }
        HttpCredentialsAdapter authentication = new HttpCredentialsAdapter(account.forSheets().toBuilder()
                .setTokenServerUri(endpoint.token())
                .build());
        Sheets sheets = new Sheets.Builder(new NetHttpTransport(), GsonFactory.getDefaultInstance(), request -> {
                    authentication.initialize(request);
                    request.setReadTimeout(20_000).setNumberOfRetries(1);
                    // Else the client prints each answer that it cannot read.
                    request.setResponseInterceptor(response -> {
                        if (!response.isSuccessStatusCode()) {
                            throw new HttpResponseException.Builder(
                                            response.getStatusCode(),
                                            response.getStatusMessage(),
                                            response.getHeaders())
                                    .build();
                        }
                    });
                    watch(request, number);
                })
                .setRootUrl(server.rootUrl())
                .setServicePath("")
                .setApplicationName("baseline")
                .build();
        return new ChaosBaseline(sheets, BOOK, kind == Kind.APPEND, patience);
    }

    private void pass(Duration duration) {
        time.pass(duration);
    }

    Result run(int count) {
        while (number < count) {
            active = random.nextInt(clients.size());
            runOnce(clients.get(active));
            pass(Duration.ofMinutes(10));
        }
        isCalm = true;
        server.doLate();
        for (int i = 0; i < 3; i++) {
            clients.forEach(ChaosClient::drain);
            server.doLate();
            pass(Duration.ofHours(2));
        }
        return verdict();
    }

    private void runOnce(ChaosClient client) {
        ChaosRun run = next();
        runs.add(run);
        isDead[clients.indexOf(client)] = false;
        try {
            trace.line("run " + run.number() + " by runner " + clients.indexOf(client));
            client.run(run);
            trace.line("end of run " + run.number());
        } catch (Killed killed) {
            // The next run is a new process.
            trace.line("killed in run " + run.number());
        }
    }

    private ChaosRun next() {
        int current = number++;
        if (random.nextInt(100) < 3) {
            int kpi = 1 + random.nextInt(KPIS);
            names.put(kpi, "KPI " + kpi + " as it is called since run " + current);
        }
        int known = Math.min(KPIS, 3 + current / 8);
        List<ChaosRun.Answer> answers = new ArrayList<>();
        for (int kpi = 1; kpi <= known; kpi++) {
            boolean hasFailed = random.nextInt(100) < 8;
            answers.add(new ChaosRun.Answer(
                    kpi,
                    String.valueOf(names.get(kpi)),
                    hasFailed ? Optional.empty() : Optional.of(ChaosRun.value(current, kpi))));
        }
        return new ChaosRun(current, START.plus(Duration.ofMinutes(10L * current)), answers);
    }

    private void watch(HttpRequest request, int client) {
        Optional<HttpExecuteInterceptor> first = Optional.ofNullable(request.getInterceptor());
        request.setInterceptor(sent -> {
            before(client);
            if (first.isPresent()) {
                first.get().intercept(sent);
            }
        });
        Optional<HttpResponseInterceptor> then = Optional.ofNullable(request.getResponseInterceptor());
        request.setResponseInterceptor(response -> {
            if (then.isPresent()) {
                then.get().interceptResponse(response);
            }
            after(client);
        });
    }

    private void before(int client) throws IOException {
        calls++;
        trace.line("client " + client + ", call " + calls);
        if (isCalm) {
            return;
        }
        dieAgain(client);
        if (happens(risks.edits())) {
            edits++;
            server.service().edit(BOOK, people::act);
            trace.line("edit");
        }
        if (happens(risks.others()) && !isNested) {
            isNested = true;
            runOnce(clients.get(1 - active));
            isNested = false;
        }
        dieBy(risks.kills(), client);
        if (outage > 0 || (random.nextInt(1000) < risks.outages())) {
            outage = outage > 0 ? outage - 1 : random.nextInt(LONGEST_OUTAGE);
            throw new ConnectException("Connection refused");
        }
    }

    private void after(int client) {
        if (!isCalm) {
            dieAgain(client);
            dieBy(risks.kills(), client);
        }
    }

    private void dieBy(int percent, int client) {
        if (happens(percent)) {
            kills++;
            isDead[client] = true;
            throw new Killed();
        }
    }

    /** What a process would do after its end, as in a finally block, it does not do. */
    private void dieAgain(int client) {
        if (isDead[client]) {
            throw new Killed();
        }
    }

    private boolean happens(int percent) {
        return random.nextInt(100) < percent;
    }

    private Fault fault(Call call) {
        trace.line(call.method() + " " + call.path() + " " + call.body());
        if (isCalm || !happens(risks.faults())) {
            return Fault.NONE;
        }
        faults++;
        Fault fault = anyFault();
        trace.line(fault.toString());
        return fault;
    }

    private Fault anyFault() {
        return switch (random.nextInt(11)) {
            case 0 -> Fault.refused(ApiError.quota("Write", 60, "1"));
            case 1 -> Fault.refused(ApiError.unavailable());
            case 2 -> Fault.refused(ApiError.internal());
            case 3 -> new Fault.Refused(Answer.page(502, "Server Error"));
            case 4 -> new Fault.Dropped(false);
            case 5 -> Fault.denied(ApiError.unavailable());
            case 6 -> Fault.denied(ApiError.internal());
            case 7 -> new Fault.Dropped(true);
            case 8 -> new Fault.Truncated();
            case 9 -> new Fault.Denied(Answer.page(504, "Gateway Timeout"));
            default -> Fault.late(1 + random.nextInt(5));
        };
    }

    private Result verdict() {
        Optional<Tab> tab = ChaosPeople.tab(server.service().book(BOOK));
        if (tab.isEmpty()) {
            throw new IllegalStateException("there is no tab left");
        }
        ChaosVerdict verdict = new ChaosVerdict(tab.get(), people.aliases()).look();
        runs.forEach(run -> verdict.expect(run, people.gone()));
        List<String> missing = people.missing(server.service().book(BOOK));
        server.service().bugs().forEach(bug -> missing.add("bug in the server: " + bug));
        List<String> examples = new ArrayList<>();
        verdict.lost.forEach(run -> examples.add("lost: " + run));
        verdict.doubled.forEach(what -> examples.add("doubled: " + what));
        verdict.shifted.forEach(what -> examples.add("shifted: " + what));
        verdict.holes.forEach(what -> examples.add("missing: " + what));
        missing.forEach(what -> examples.add("people: " + what));
        return new Result(
                runs.size(),
                verdict.lost.size(),
                verdict.doubled.size(),
                verdict.shifted.size(),
                verdict.holes.size(),
                missing.size(),
                faults,
                kills,
                edits,
                calls,
                examples.subList(0, Math.min(12, examples.size())));
    }

    @Override
    public void close() {
        server.close();
    }
}
