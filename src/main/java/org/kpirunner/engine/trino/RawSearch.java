package org.kpirunner.engine.trino;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kpirunner.engine.elasticsearch.group.Once;
import org.kpirunner.engine.elasticsearch.group.OneSearch;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.trino.Shortcuts.Column;
import org.kpirunner.engine.trino.Shortcuts.Search;

/** The relation of Trino that has the answer of one search; it fails where the answer does not prove to be right. */
final class RawSearch {
    private static final String UNPROVEN = "CAST('the index does not prove it' AS boolean)";

    /** No sequence is longer. */
    private static final int LONGEST_SEQUENCE = 10_000;

    private final Search asked;
    private final OneSearch search;

    private RawSearch(Search asked) {
        this.asked = asked;
        this.search = asked.search();
    }

    /**
     * A query in parentheses.
     *
     * @param names of the columns; where there is one less than the search has, its last one is how often a row is there
     */
    static String relation(Search search, List<String> names) {
        return new RawSearch(search).relation(names);
    }

    private String relation(List<String> names) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(value(asked.columns().get(i)) + " AS " + Sql.name(names.get(i)));
        }
        String sql = "SELECT " + (columns.isEmpty() ? "1 AS one" : String.join(", ", columns)) + " FROM " + answer()
                + (hasKeys() ? " CROSS JOIN UNNEST(a.aggregations.groups.buckets) AS b (" + bucketNames() + ")" : "");
        if (names.size() < asked.columns().size()) {
            String count = value(asked.columns().get(names.size()));
            sql += " CROSS JOIN UNNEST(sequence(1, (" + count + " + " + (LONGEST_SEQUENCE - 1) + ") / "
                    + LONGEST_SEQUENCE + ")) AS s (part) CROSS JOIN UNNEST(sequence(1, least(" + LONGEST_SEQUENCE + ", "
                    + count + " - (s.part - 1) * " + LONGEST_SEQUENCE + "))) AS t (item)";
            if (!hasKeys()) {
                sql += " WHERE " + count + " > 0";
            }
        }
        return "(" + sql + ")";
    }

    private boolean hasKeys() {
        return !search.search().keys().isEmpty();
    }

    /** One row with the answer, if it is whole and proves itself. */
    private String answer() {
        String raw = "TABLE(" + Sql.name(asked.catalog()) + ".system.raw_query(schema => "
                + Sql.text(asked.schema()) + ", index => "
                + Sql.text(search.search().target()) + ", query => "
                + Sql.text(search.body().toString()) + "))";
        String read = "(SELECT CAST(json_parse(result) AS " + type() + ") AS a FROM " + raw + ")";
        return "(SELECT a FROM " + read + " WHERE CASE WHEN " + String.join(" AND ", claims()) + " THEN true ELSE "
                + UNPROVEN + " END)";
    }

    private boolean tellsDocuments() {
        return search.body().path("aggs").has(Once.NAME);
    }

    private List<String> claims() {
        List<String> claims = new ArrayList<>(List.of(
                "NOT a.timed_out", "a.\"_shards\".failed = 0", "a.\"_shards\".successful = a.\"_shards\".total"));
        if (hasKeys()) {
            claims.add("cardinality(a.aggregations.groups.buckets) < " + search.most());
        }
        if (tellsDocuments()) {
            claims.add("a.aggregations." + Once.NAME + ".buckets.\"all\".doc_count = a.hits.total.\"value\"");
        }
        for (int i = 0; i < search.proofs().size(); i++) {
            String proof = "a.aggregations.proofs.p" + i;
            claims.add(
                    search.proofs().get(i) instanceof Proof.Single
                            ? proof + ".doc_count = " + proof + ".\"values\".\"value\""
                            : proof + ".doc_count = 0");
        }
        return claims;
    }

    private String type() {
        List<String> parts = new ArrayList<>();
        if (hasKeys()) {
            parts.add("groups row(buckets array(row(" + bucket() + ")))");
        } else {
            parts.addAll(metrics());
        }
        if (tellsDocuments()) {
            parts.add(Once.NAME + " row(buckets row(\"all\" row(doc_count bigint)))");
        }
        if (!search.proofs().isEmpty()) {
            parts.add("proofs row(" + proofs() + ")");
        }
        return "row(timed_out boolean, \"_shards\" row(total bigint, successful bigint, failed bigint),"
                + " hits row(total row(\"value\" bigint))"
                + (parts.isEmpty() ? "" : ", aggregations row(" + String.join(", ", parts) + ")") + ")";
    }

    private String proofs() {
        List<String> proofs = new ArrayList<>();
        for (int i = 0; i < search.proofs().size(); i++) {
            boolean isSingle = search.proofs().get(i) instanceof Proof.Single;
            proofs.add(
                    "p" + i + " row(doc_count bigint" + (isSingle ? ", \"values\" row(\"value\" bigint)" : "") + ")");
        }
        return String.join(", ", proofs);
    }

    private String bucket() {
        String keys = IntStream.range(0, search.search().keys().size())
                .mapToObj(i -> "k" + i + " varchar")
                .collect(Collectors.joining(", "));
        List<String> fields = new ArrayList<>(List.of("\"key\" row(" + keys + ")", "doc_count bigint"));
        fields.addAll(metrics());
        return String.join(", ", fields);
    }

    private String bucketNames() {
        List<String> names = new ArrayList<>(List.of("\"key\"", "doc_count"));
        measured().forEach(i -> names.add("m" + i));
        return String.join(", ", names);
    }

    private List<String> metrics() {
        return measured().stream().map(i -> "m" + i + " row(doc_count bigint)").toList();
    }

    /** The metrics that have an aggregation of their own; the others are the count of all. */
    private List<Integer> measured() {
        return IntStream.range(0, search.search().metrics().size())
                .filter(i -> search.search().metrics().get(i).aggregation().isPresent())
                .boxed()
                .toList();
    }

    private String value(Column column) {
        return column.isKey() ? key(column) : count(column.place());
    }

    private String count(int metric) {
        if (measured().contains(metric)) {
            return (hasKeys() ? "b.m" : "a.aggregations.m") + metric + ".doc_count";
        }
        return hasKeys() ? "b.doc_count" : "a.hits.total.\"value\"";
    }

    private static String key(Column column) {
        String text = "b.\"key\".k" + column.place();
        String type = column.type();
        if (type.equals("varchar")) {
            return text;
        }
        if (type.equals("boolean")) {
            return text + " IN ('true', '1')";
        }
        return type.startsWith("timestamp") || type.equals("date")
                ? "CAST(TIMESTAMP '1970-01-01 00:00:00.000' + CAST(" + text
                        + " AS bigint) * INTERVAL '0.001' SECOND AS " + type + ")"
                : "CAST(" + text + " AS " + type + ")";
    }
}
