package org.kpirunner.sheet.history;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kpirunner.sheet.Entry;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet.Prepared;
import org.kpirunner.table.Value;

/** What happens to one sheet over time, all of it decided by a seed. */
final class History {
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);

    private final World world;
    private final Random random;
    private final Oracle oracle;
    private final List<Kpi> kpis = new ArrayList<>();
    private final List<Kpi> removed = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private int counter;
    private int runs;

    History(World world, Random random) {
        this.world = world;
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
                case 3, 4 -> changeKpis();
                default -> people();
            }
        }
        run();
        oracle.check(world.read());
    }

    private Kpi newKpi() {
        int key = counter++;
        String name = List.of("K%d", "K%d, \"quoted\"", "=K%d", "K%d: ñandú <&>")
                .get(random.nextInt(4))
                .formatted(key);
        return random.nextBoolean() ? new Kpi(key, name, name, List.of()) : new Kpi(key, "id" + key, name, List.of());
    }

    /** One row, or some that waited; between them kpis.yaml may change. */
    private void run() {
        List<Row> rows = new ArrayList<>();
        for (int waiting = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0; waiting >= 0; waiting--) {
            Row row = row();
            oracleLands(row);
            rows.add(row);
            if (waiting > 0 && random.nextBoolean()) {
                changeKpis();
            }
        }
        try (Prepared prepared = world.sheet().prepare(rows)) {
            prepared.commit();
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
                        ? entry(kpi, Value.NOTHING, Optional.of("timeout " + number))
                        : entry(kpi, Value.of(number * 1000L + kpi.key() + 1), Optional.empty()))
                .toList();
        return new Row("run%09d".formatted(number), START.plusHours(number), entries);
    }

    private static Entry entry(Kpi kpi, Value value, Optional<String> note) {
        return new Entry(kpi.id(), kpi.name(), kpi.renamedFrom(), Optional.of("about " + kpi.name()), value, note);
    }

    private void changeKpis() {
        switch (random.nextInt(7)) {
            case 0 -> kpis.add(random.nextInt(kpis.size() + 1), newKpi());
            case 1 -> Collections.shuffle(kpis, random);
            case 2 -> rename(random.nextInt(kpis.size()), true);
            case 3 -> rename(random.nextInt(kpis.size()), false);
            case 4 -> renumber();
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
    }

    /** Without an id of its own and without renamed_from, a changed name is another KPI. */
    private void rename(int index, boolean isTold) {
        Kpi kpi = kpis.get(index);
        Kpi fresh = newKpi();
        if (kpi.hasOwnId() && world.hasTags()) {
            kpis.set(index, new Kpi(kpi.key(), kpi.id(), fresh.name(), kpi.renamedFrom()));
        } else if (isTold) {
            List<String> earlier = new ArrayList<>(List.of(kpi.name()));
            earlier.addAll(kpi.renamedFrom());
            String id = kpi.hasOwnId() ? kpi.id() : fresh.name();
            kpis.set(index, new Kpi(kpi.key(), id, fresh.name(), earlier));
        } else {
            kpis.set(index, fresh);
        }
    }

    /** One KPI takes the name that another one gives up, as when they are numbered anew. */
    private void renumber() {
        List<Integer> named = IntStream.range(0, kpis.size())
                .filter(i -> !kpis.get(i).hasOwnId() && oracle.has(kpis.get(i)))
                .boxed()
                .collect(Collectors.toList());
        Collections.shuffle(named, random);
        if (named.size() < 2) {
            return;
        }
        Kpi first = kpis.get(named.get(0));
        Kpi second = kpis.get(named.get(1));
        String free = newKpi().name();
        kpis.set(named.get(0), new Kpi(first.key(), second.name(), second.name(), List.of(first.name())));
        kpis.set(named.get(1), new Kpi(second.key(), free, free, List.of(second.name())));
        Row row = row();
        oracleLands(row);
        try (Prepared prepared = world.sheet().prepare(List.of(row))) {
            prepared.commit();
        }
    }

    private void people() throws IOException {
        int width = oracle.width();
        int column = random.nextInt(width);
        int row = random.nextInt(oracle.height());
        List<Integer> order = IntStream.range(0, width).boxed().collect(Collectors.toCollection(ArrayList::new));
        switch (random.nextInt(7)) {
            case 0 -> {
                order.add(column, -1);
                arrange(order);
            }
            case 1 -> {
                order.add(random.nextInt(width), order.remove(column));
                arrange(order);
            }
            case 2 -> {
                if (width > 1 && random.nextBoolean()) {
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
