package org.kpirunner.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that keeps a ledger busy and says on standard output what is recorded, until it ends or is killed. */
final class LedgerProcess {
    static final String SHEET = "csv:/data/kpis.csv";

    private LedgerProcess() {}

    static Process start(Path folder, String name, int runs) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerProcess.class.getName(),
                        folder.toString(),
                        name,
                        Integer.toString(runs))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        try (Ledger ledger = Ledger.open(folder, Clock.systemUTC())) {
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                String run = arguments[1] + "-" + i;
                ledger.begin(new BegunRun(run, Instant.EPOCH, "demo", "embedded", "by hand", Instant.now()));
                say("begun " + run);
                ledger.finish(run, List.of(outcome(i)), Map.of(SHEET, "row of " + run));
                say("finished " + run);
                if (ledger.outbox()
                        .alone(SHEET, Duration.ofMinutes(1), () -> deliver(ledger.outbox()))
                        .isEmpty()) {
                    throw new IllegalStateException("no lock");
                }
            }
        }
    }

    private static int deliver(Outbox outbox) {
        List<Delivery> open = outbox.open(SHEET);
        outbox.attempting(open, "evidence");
        outbox.delivered(open, Map.of());
        open.forEach(delivery -> say("delivered " + delivery.run()));
        return open.size();
    }

    private static KpiOutcome outcome(int i) {
        return new KpiOutcome(
                "a",
                "a",
                "",
                "ok",
                Optional.of(Integer.toString(i)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                1,
                List.of(),
                List.of());
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
