package org.kpirunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kpirunner.fixture.Kpi;
import org.kpirunner.fixture.Waiting;

/** {@code kpi schedule} as a process of its own, which works in a folder and may be started again there. */
final class SchedulerProcess implements AutoCloseable {
    private final Path folder;
    private final StringBuilder saidBefore = new StringBuilder();
    private @Nullable Process process;

    /** With one KPI that needs no source. */
    SchedulerProcess(Path folder, String crontab) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("deploy/trino/catalog"));
        write("kpis.yaml", "- {name: One, sql: SELECT 1, extract_count: true}\n");
        write("crontab.json", crontab);
    }

    /** Replaced as a careful editor does it. */
    Path write(String file, String text) throws IOException {
        Path fresh = Files.writeString(folder.resolve("fresh"), text, StandardCharsets.UTF_8);
        return Files.move(fresh, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    Map<String, String> environment() {
        return new HashMap<>(Map.of("KPI_STATE", folder.resolve("state").toString(), "TZ", "UTC"));
    }

    void start(Map<String, String> environment, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("schedule"));
        arguments.addAll(List.of(options));
        process = Kpi.start(folder, environment, arguments);
    }

    /** Sends a signal and waits for the end; answers the exit code. */
    int end(String signal) throws Exception {
        Process ending = Objects.requireNonNull(process);
        new ProcessBuilder("kill", "-" + signal, Long.toString(ending.pid()))
                .start()
                .waitFor();
        assertThat(ending.waitFor(60, TimeUnit.SECONDS)).isTrue();
        saidBefore.append(said());
        return ending.exitValue();
    }

    /** What the process that was started last has said. */
    String said() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    /** What all those have said that were ended. */
    String saidBefore() {
        return saidBefore.toString();
    }

    /** The rows of a CSV file, without its header; none where there is no such file. */
    List<String> rows(String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.exists(path) ? Files.readAllLines(path).stream().skip(1).toList() : List.of();
    }

    void await(Callable<Boolean> condition) throws Exception {
        Waiting.until(condition, this::said);
    }

    void awaitRows(int more) throws Exception {
        int before = rows("kpis.csv").size();
        await(() -> rows("kpis.csv").size() >= before + more);
    }

    /** What is killed may write for a moment still, into a folder that is to be removed. */
    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
