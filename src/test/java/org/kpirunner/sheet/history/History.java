package org.kpirunner.sheet.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kpirunner.sheet.Entry;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet.Prepared;
import org.kpirunner.table.Plain;
import org.kpirunner.table.Value;

/** What happens to one sheet over time, all of it decided by a seed. */
final class History {
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);

    private final World world;
    private final Random random;
    private final Oracle oracle;
    private final Optional<HistoryProcesses> processes;
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private final Set<String> recorded = new HashSet<>();
    private final List<Kpi> kpis = new ArrayList<>();
    private final List<Kpi> removed = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private int counter;
    private int runs;

    /** A run whose row is not in the sheet yet, as far as we have looked. */
    private record Pending(List<Kpi> kpis, Row row) {}

    /**
     * Begins with some KPIs and no sheet.
     *
     * @param processes who runs them, with a ledger; this process without one where there are none
     */
    History(World world, Random random, Optional<HistoryProcesses> processes) {
        this.world = world;
        this.processes = processes;
        this.random = random;
        this.oracle = new Oracle(world.hasTags(), world.hasNotes());
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            kpis.add(newKpi());
        }
    }

    /** What happened so far, for whoever has to find out why it went wrong. */
    @Override
    public String toString() {
        return String.join("\n", story);
    }

    void live(int steps) throws IOException {
        run();
        for (int i = 0; i < steps; i++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> run();
                case 3, 4 -> write(changeKpis());
                default -> people();
            }
        }
        run();
        if (processes.isPresent()) {
            runInProcesses(processes.get(), 1, false);
            recorded.retainAll(pending.keySet());
            assertThat(recorded).as("recorded and not in the sheet").isEmpty();
        }
        oracle.check(world.read());
    }

    private Kpi newKpi() {
        int key = counter++;
        String name = List.of("K%d", "K%d, \"quoted\"", "=K%d", "@K%d", "K%d: ñandú <&>")
                .get(random.nextInt(5))
                .formatted(key);
        return random.nextBoolean() ? new Kpi(key, name, name, List.of()) : new Kpi(key, "id" + key, name, List.of());
    }

    /** One row, or some that waited; between them kpis.yaml may change. */
    private void run() throws IOException {
        if (processes.isPresent()) {
            runInProcesses(processes.get(), 1 + random.nextInt(2), random.nextInt(4) == 0);
            return;
        }
        List<Row> rows = new ArrayList<>();
        for (int waiting = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0; waiting >= 0; waiting--) {
            Row row = row();
            oracleLands(row);
            rows.add(row);
            if (waiting > 0 && random.nextBoolean()) {
                rows.addAll(changeKpis());
            }
        }
        write(rows);
    }

    private void runInProcesses(HistoryProcesses all, int atOnce, boolean kill) throws IOException {
        List<HistoryProcess.Task> tasks = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            Row row = row();
            pending.put(row.run(), new Pending(List.copyOf(kpis), row));
            tasks.add(task(row));
        }
        HistoryProcesses.Said said = kill ? all.runAndKill(tasks, random) : all.run(tasks);
        story.add((kill ? "runs in processes, the first of which is killed: " : "runs in processes: ") + tasks + " "
                + said);
        recorded.addAll(said.recorded());
        if (!world.hasTags()) {
            // A file that people changed after a kill proves nothing, and says so.
            recorded.removeAll(said.unknown());
        }
        seeWhatLanded();
    }

    private HistoryProcess.Task task(Row row) throws IOException {
        return new HistoryProcess.Task(
                world.file().toString(),
                world.tab(),
                world.file().resolveSibling("state").toString(),
                row.run(),
                row.dateTime().toInstant(ZoneOffset.UTC).toString(),
                row.entries().stream()
                        .map(entry -> new HistoryProcess.Asked(
                                entry.id(),
                                entry.name(),
                                entry.renamedFrom(),
                                entry.headerNote().orElseThrow(),
                                Plain.of(entry.value()),
                                entry.note().orElse("").replaceFirst("timeout: ", "")))
                        .toList());
    }

    private void seeWhatLanded() throws IOException {
        if (Files.notExists(world.file())) {
            return;
        }
        List<List<String>> rows = world.read().rows();
        for (List<String> shown : rows.subList(oracle.height(), rows.size())) {
            Pending landed = pending.values().stream()
                    .filter(one -> shown.contains(Plain.of(one.row().dateTime())))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the row of no run, or of one twice: " + shown));
            pending.remove(landed.row().run());
            oracle.land(landed.kpis(), landed.row());
        }
    }

    private void write(List<Row> rows) throws IOException {
        if (!rows.isEmpty()) {
            try (Prepared prepared = world.sheet().prepare(rows)) {
                prepared.commit();
            }
        }
    }

    private void oracleLands(Row row) {
        story.add("run " + row.run() + ": "
                + row.entries().stream()
                        .map(entry -> entry.id() + "/" + entry.name() + entry.renamedFrom() + "=" + entry.value())
                        .collect(Collectors.joining(", ")));
        oracle.land(kpis, row);
    }

    private Row row() {
        int number = runs++;
        boolean allFail = random.nextInt(12) == 0;
        List<Entry> entries = kpis.stream()
                .map(kpi -> allFail || random.nextInt(5) == 0
                        ? entry(kpi, Value.NOTHING, Optional.of("timeout: of run " + number))
                        : entry(kpi, Value.of(number * 1000L + kpi.key() + 1), Optional.empty()))
                .toList();
        return new Row("run%09d".formatted(number), START.plusHours(number), entries);
    }

    private static Entry entry(Kpi kpi, Value value, Optional<String> note) {
        return new Entry(kpi.id(), kpi.name(), kpi.renamedFrom(), Optional.of("about " + kpi.name()), value, note);
    }

    /** Changes kpis.yaml; the rows are those of runs that have to come before its next change. */
    private List<Row> changeKpis() {
        List<Row> rows = new ArrayList<>();
        switch (random.nextInt(7)) {
            case 0 -> kpis.add(random.nextInt(kpis.size() + 1), newKpi());
            case 1 -> Collections.shuffle(kpis, random);
            case 2 -> rename(random.nextInt(kpis.size()), true);
            case 3 -> rename(random.nextInt(kpis.size()), false);
            case 4 -> rows.addAll(renumber());
            case 5 -> {
                if (kpis.size() > 1) {
                    removed.add(kpis.remove(random.nextInt(kpis.size())));
                }
            }
            default -> {
                if (!removed.isEmpty()) {
                    kpis.add(removed.remove(random.nextInt(removed.size())));
                }
            }
        }
        story.add("kpis " + kpis);
        return rows;
    }

    /** Without an id of its own and without renamed_from, a changed name is another KPI. */
    private void rename(int index, boolean isTold) {
        Kpi kpi = kpis.get(index);
        Kpi fresh = newKpi();
        if (kpi.hasOwnId() && world.hasTags()) {
            kpis.set(index, new Kpi(kpi.key(), kpi.id(), fresh.name(), kpi.renamedFrom()));
        } else if (isTold) {
            String id = kpi.hasOwnId() ? kpi.id() : fresh.name();
            kpis.set(index, new Kpi(kpi.key(), id, fresh.name(), earlier(kpi)));
        } else {
            kpis.set(index, fresh);
        }
    }

    /** All names: the last change of one may be of before any run, so that its column has an older one still. */
    private static List<String> earlier(Kpi kpi) {
        List<String> earlier = new ArrayList<>(List.of(kpi.name()));
        earlier.addAll(kpi.renamedFrom());
        return earlier;
    }

    /** One KPI takes the name that another one gives up, as when they are numbered anew. */
    private List<Row> renumber() {
        List<Integer> named = IntStream.range(0, kpis.size())
                .filter(i -> processes.isEmpty())
                .filter(i -> !kpis.get(i).hasOwnId() && oracle.has(kpis.get(i)))
                .boxed()
                .collect(Collectors.toList());
        Collections.shuffle(named, random);
        if (named.size() < 2) {
            return List.of();
        }
        Kpi first = kpis.get(named.get(0));
        Kpi second = kpis.get(named.get(1));
        String free = newKpi().name();
        kpis.set(named.get(0), new Kpi(first.key(), second.name(), second.name(), earlier(first)));
        kpis.set(named.get(1), new Kpi(second.key(), free, free, earlier(second)));
        Row row = row();
        oracleLands(row);
        // From now on the earlier names are those of others.
        kpis.set(named.get(0), new Kpi(first.key(), second.name(), second.name(), List.of()));
        kpis.set(named.get(1), new Kpi(second.key(), free, free, List.of()));
        return List.of(row);
    }

    private void people() throws IOException {
        int width = oracle.width();
        int column = random.nextInt(width);
        int row = random.nextInt(oracle.height());
        List<Integer> order = IntStream.range(0, width).boxed().collect(Collectors.toCollection(ArrayList::new));
        switch (random.nextInt(8)) {
            case 0 -> {
                order.add(column, -1);
                arrange(order);
            }
            case 1 -> {
                order.add(random.nextInt(width), order.remove(column));
                arrange(order);
            }
            case 2 -> {
                if (width > 1 && oracle.keepsRows(column) && random.nextBoolean()) {
                    order.remove(column);
                    arrange(order);
                }
            }
            case 3 -> header(column, "renamed " + counter++);
            case 4 -> {
                order.add(-1);
                arrange(order);
                header(width, "mine " + counter++);
                cell(width, row, "my \"text\", " + counter++);
            }
            case 5 -> {
                if (!oracle.isOurs(column)) {
                    cell(column, row, "=mine " + counter++);
                }
            }
            case 6 -> {
                int dates = oracle.dates();
                if (dates >= 0 && world.sort(dates, width, oracle.height())) {
                    story.add("people sort by column " + dates);
                    oracle.sort(dates);
                }
            }
            default -> {
                if (world.hasNotes() && !oracle.hasNote(column, row)) {
                    story.add("note in column " + column + ", row " + row);
                    oracle.note(column, row, "note " + counter);
                    world.note(column, row, "note " + counter++);
                }
            }
        }
    }

    private void arrange(List<Integer> order) throws IOException {
        story.add("people arrange columns as " + order);
        oracle.arrange(order);
        world.arrange(order);
    }

    private void header(int column, String text) throws IOException {
        story.add("people call column " + column + " \"" + text + "\"");
        oracle.header(column, text);
        world.header(column, text);
    }

    private void cell(int column, int row, String text) throws IOException {
        story.add("people write \"" + text + "\" into column " + column + ", row " + row);
        oracle.cell(column, row, text);
        world.cell(column, row, text);
    }
}
