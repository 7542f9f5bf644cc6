package org.kpirunner.engine.trino;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kpirunner.engine.HeadStart;
import org.kpirunner.engine.trino.Shortcuts.Item;
import org.kpirunner.engine.trino.Shortcuts.Statement;
import org.kpirunner.plan.Step;
import org.kpirunner.table.Answer;
import org.kpirunner.table.Column;
import org.kpirunner.table.Plain;
import org.kpirunner.table.Value;

/** Statements of several steps that one Postgres is sent as one; each row says whose it is. */
record Bundle(List<Member> members) implements HeadStart.Joint<Bundle> {
    /** More would have one that fails spoil the answers of too many. */
    private static final int MOST = 16;

    /** Fewer are not worth it, as they would have been asked at the same time. */
    private static final int FEWEST = 4;

    Bundle {
        members = List.copyOf(members);
    }

    /** What one step asks. */
    record Member(Step step, Statement statement) {}

    /** A column of the bundle: the rows of those who do not use it have NULL there. */
    private record Place(String type, int number) {}

    /** Bundles of what can be asked beside others, about as many of each catalog as are asked at a time. */
    static List<Bundle> of(List<Member> members, int parallel) {
        Map<String, List<Member>> byCatalog = new LinkedHashMap<>();
        members.stream()
                .filter(member -> member.statement().columns().stream()
                        .allMatch(column -> column.type().isPresent()))
                .forEach(member -> byCatalog
                        .computeIfAbsent(member.statement().catalog(), catalog -> new ArrayList<>())
                        .add(member));
        return byCatalog.values().stream()
                .flatMap(all -> divided(all, Math.max(FEWEST, Math.min(MOST, (all.size() + parallel - 1) / parallel))))
                .toList();
    }

    private static Stream<Bundle> divided(List<Member> members, int size) {
        int count = (members.size() + size - 1) / size;
        return IntStream.range(0, count)
                .mapToObj(i -> members.subList(i * members.size() / count, (i + 1) * members.size() / count))
                .filter(part -> part.size() > 1)
                .map(Bundle::new);
    }

    String catalog() {
        return members.get(0).statement().catalog();
    }

    List<String> names() {
        return members.stream().map(member -> member.step().kpi().name()).toList();
    }

    @Override
    public List<Duration> timeouts() {
        return members.stream().map(member -> member.step().kpi().timeout()).toList();
    }

    @Override
    public List<Bundle> halves() {
        return HeadStart.Joint.halves(members).map(Bundle::new).toList();
    }

    String sql() {
        List<Place> all = all();
        List<String> parts = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of("member"));
        IntStream.range(0, all.size()).forEach(i -> names.add("v" + i));
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            List<Place> places = places(member);
            List<String> values = new ArrayList<>(List.of(i + " AS member"));
            for (int j = 0; j < all.size(); j++) {
                int column = places.indexOf(all.get(j));
                values.add((column < 0 ? "CAST(NULL AS " + all.get(j).type() + ")" : "c" + column) + " AS v" + j);
            }
            parts.add("(SELECT " + String.join(", ", values) + " FROM ("
                    + member.statement().sql() + ") AS r LIMIT "
                    + most(member.step()) + ")");
        }
        return "SELECT " + String.join(", ", names) + " FROM TABLE(" + Sql.name(catalog()) + ".system.query(query => "
                + Sql.text(String.join(" UNION ALL ", parts)) + "))";
    }

    /** As many rows as tell that there are too many. */
    private static int most(Step step) {
        return step.kpi().maxRows() + 1;
    }

    /** What each of the members would have been answered alone. */
    Map<Step, Answer> divide(Answer answer) {
        List<Place> all = all();
        List<List<List<Value>>> rows = members.stream()
                .<List<List<Value>>>map(member -> new ArrayList<>())
                .toList();
        List<List<Integer>> wanted = members.stream()
                .map(member -> places(member).stream()
                        .map(place -> all.indexOf(place) + 1)
                        .toList())
                .toList();
        for (List<Value> row : answer.rows()) {
            int member = Integer.parseInt(Plain.of(row.get(0)));
            rows.get(member).add(wanted.get(member).stream().map(row::get).toList());
        }
        Map<Step, Answer> answers = new LinkedHashMap<>();
        for (int i = 0; i < members.size(); i++) {
            List<Item> items = members.get(i).statement().columns();
            List<Column> columns = new ArrayList<>();
            for (int j = 0; j < items.size(); j++) {
                columns.add(new Column(
                        items.get(j).name(),
                        answer.columns().get(wanted.get(i).get(j)).type()));
            }
            answers.put(members.get(i).step(), new Answer(columns, rows.get(i)));
        }
        return answers;
    }

    private List<Place> all() {
        return members.stream()
                .flatMap(member -> places(member).stream())
                .distinct()
                .toList();
    }

    /** The n-th column of a type stands beside the n-th of that type of the others. */
    private static List<Place> places(Member member) {
        List<Place> places = new ArrayList<>();
        for (Item column : member.statement().columns()) {
            Optional<String> type = column.type();
            String name = type.orElseThrow();
            int number = (int)
                    places.stream().filter(place -> place.type().equals(name)).count();
            places.add(new Place(name, number));
        }
        return places;
    }
}
