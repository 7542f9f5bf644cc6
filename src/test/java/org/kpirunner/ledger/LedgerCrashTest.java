package org.kpirunner.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCrashTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasRecordedSurvivesAKillAtAnyMoment() throws Exception {
        Random random = new Random(20261101);
        List<String> said = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            Process process = LedgerProcess.start(folder, "p" + round, 1_000_000);
            said.addAll(linesUntilKilled(process, 1 + random.nextInt(60)));
        }

        try (Ledger ledger = Ledger.open(folder, Clock.systemUTC())) {
            List<PastRun> runs = ledger.history().runs(1_000_000);
            assertThat(isIntact()).isEqualTo("ok");
            assertThat(names(runs, run -> true)).containsAll(of("begun", said));
            assertThat(names(runs, run -> run.ended().isPresent() && run.ok() == 1))
                    .containsAll(of("finished", said));
            assertThat(names(
                            runs,
                            run -> run.deliveries().stream()
                                    .anyMatch(delivery -> delivery.state() == Delivery.State.DELIVERED)))
                    .containsAll(of("delivered", said));
            assertThat(of("delivered", said))
                    .as("the test saw deliveries")
                    .isNotEmpty()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void severalProcessesUseItAtOnce() throws Exception {
        int runs = 15;
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(LedgerProcess.start(folder, "p" + i, runs));
        }
        List<String> said = new ArrayList<>();
        for (Process process : processes) {
            said.addAll(lines(process));
            assertThat(process.waitFor()).isZero();
        }

        assertThat(of("finished", said)).hasSize(3 * runs).doesNotHaveDuplicates();
        assertThat(of("delivered", said)).hasSize(3 * runs).doesNotHaveDuplicates();
        try (Ledger ledger = Ledger.open(folder, Clock.systemUTC())) {
            assertThat(ledger.history().runs(1000)).hasSize(3 * runs);
            assertThat(ledger.outbox().open(LedgerProcess.SHEET)).isEmpty();
        }
    }

    private static List<String> linesUntilKilled(Process process, int killAfter) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (lines.size() == killAfter) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        return lines;
    }

    private static List<String> lines(Process process) throws IOException {
        return linesUntilKilled(process, -1);
    }

    private static List<String> of(String what, List<String> said) {
        return said.stream()
                .filter(line -> line.startsWith(what + " "))
                .map(line -> line.substring(what.length() + 1))
                .toList();
    }

    private static List<String> names(List<PastRun> runs, java.util.function.Predicate<PastRun> which) {
        return runs.stream().filter(which).map(past -> past.run().id()).collect(Collectors.toList());
    }

    private String isIntact() {
        try (Database database = Database.open(folder.resolve("ledger.db"), Duration.ofSeconds(30))) {
            return database.read(connection -> {
                try (var answer = connection.createStatement().executeQuery("PRAGMA integrity_check")) {
                    return answer.getString(1);
                }
            });
        }
    }
}
