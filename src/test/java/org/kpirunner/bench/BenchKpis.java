package org.kpirunner.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ninety KPIs as a platform asks them: 60 of Postgres, 20 of Elasticsearch, 10 of both. */
final class BenchKpis {
    static final String MEMBER = "pg.public.member";
    static final String TEAM = "pg.public.team";

    /** One divides by zero, one is late, one misses a column; the last would be asked together with the late one. */
    static final List<String> FAILING = List.of(
            "sql: SELECT 1 / (COUNT(*) - COUNT(*)) AS n FROM " + MEMBER,
            "timeout: 1s, sql: SELECT COUNT(*) AS n FROM pg.public.slow WHERE never",
            "sql: SELECT COUNT(missing) AS n FROM " + MEMBER,
            "sql: SELECT COUNT(*) AS n FROM pg.public.slow WHERE id < 5");

    static final List<String> FAILURES = List.of("division_by_zero", "timeout", "unknown_column");

    static final String SCANNED = "scanned";
    static final String INDEXED = "indexed";
    static final String MIXED = "mixed";

    private BenchKpis() {}

    /** What of the answers is none. */
    static List<String> failures(Map<String, String> values) {
        return values.values().stream().filter(FAILURES::contains).sorted().toList();
    }

    static List<String> ninety(String index) {
        String log = "es.logs.\"" + index + "\"";
        List<String> sql = new ArrayList<>();
        for (int kind = 0; kind < 6; kind++) {
            for (int country = 0; country < 4; country++) {
                sql.add("SELECT COUNT(*) FROM " + MEMBER + " WHERE kind = 'kind " + kind + "' AND country = 'country "
                        + country + "'");
            }
        }
        for (String condition : List.of(
                "is_active",
                "NOT is_active",
                "score > 900",
                "score < 100 AND is_active",
                "country IS NULL",
                "joined >= DATE '2026-01-01'",
                "created >= TIMESTAMP '2025-11-01 00:00:00'",
                "kind LIKE '%1'")) {
            sql.add("SELECT COUNT(*) FROM " + MEMBER + " WHERE " + condition);
        }
        sql.add("SELECT COUNT(*) FROM " + MEMBER);
        sql.add("SELECT ROUND(AVG(score), 2) FROM " + MEMBER);
        sql.add("SELECT MAX(joined) FROM " + MEMBER);
        sql.add("SELECT SUM(score) FROM " + MEMBER + " WHERE is_active");
        for (String condition : List.of(
                "is_public",
                "NOT is_public",
                "size > 50",
                "kind = 'kind 1'",
                "created >= TIMESTAMP '2026-01-01 00:00:00'")) {
            sql.add("SELECT COUNT(*) FROM " + TEAM + " WHERE " + condition);
            sql.add("SELECT SUM(size) FROM " + TEAM + " WHERE " + condition);
        }
        for (String condition : List.of(
                "t.is_public",
                "t.kind = 'kind 2'",
                "t.size > 50 AND m.is_active",
                "m.score > 500",
                "t.created >= TIMESTAMP '2026-01-01 00:00:00'",
                "m.country = 'country 3' AND t.is_public",
                "m.kind = 'kind 3' AND t.size < 10")) {
            sql.add("SELECT COUNT(*) FROM " + MEMBER + " m JOIN " + TEAM + " t ON m.team_id = t.id WHERE " + condition);
            sql.add("SELECT AVG(m.score) FROM " + MEMBER + " m JOIN " + TEAM + " t ON m.team_id = t.id WHERE "
                    + condition);
        }
        for (String action : List.of("view", "edit", "create", "delete", "share", "login")) {
            sql.add("SELECT COUNT(*) FROM " + log + " WHERE action = '" + action + "' AND role = 'owner'");
            sql.add("SELECT COUNT(*) FROM " + log + " WHERE action = '" + action + "' AND role IN ('guest', 'reader')");
        }
        sql.add("SELECT COUNT(*) FROM " + log);
        sql.add("SELECT SUM(size) FROM " + log + " WHERE action = 'edit'");
        sql.add("SELECT COUNT(DISTINCT role) FROM " + log);
        sql.add("SELECT COUNT(*) FROM " + log + " WHERE size > 400");
        sql.add("SELECT action, COUNT(*) AS n FROM " + log + " GROUP BY action ORDER BY action");
        sql.add("SELECT role, SUM(size) AS n FROM " + log + " GROUP BY role ORDER BY role");
        sql.add("SELECT MAX(size) FROM " + log);
        sql.add("SELECT COUNT(*) FROM " + log + " WHERE at >= TIMESTAMP '2026-06-01 00:00:00'");
        for (String condition :
                List.of("is_active", "score > 900", "country = 'country 1'", "kind = 'kind 2'", "NOT is_active")) {
            for (String action : List.of("login", "share")) {
                sql.add("SELECT COUNT(*) FROM " + MEMBER + " WHERE " + condition + " AND id IN (SELECT member_id FROM "
                        + log + " WHERE action = '" + action + "' AND role = 'owner')");
            }
        }
        return sql;
    }

    /** Counts by the values of the same three columns. */
    static List<String> counts(int number) {
        List<String> sql = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            sql.add("SELECT COUNT(*) FROM " + MEMBER + " WHERE kind = 'kind " + i % 6 + "' AND country IN ('country "
                    + i / 6 % 12 + "', 'country " + i % 5 + "') AND is_active");
        }
        return sql;
    }

    /** The same of an index. */
    static List<String> counts(int number, String index) {
        List<String> sql = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            sql.add("SELECT COUNT(*) FROM es.logs.\"" + index + "\" WHERE size IN (" + i % 500 + ", " + i / 2
                    + ") AND action = 'edit' AND role = 'owner'");
        }
        return sql;
    }

    /** So many conditions on members of which no two are alike: half of them, all, or none can use an index. */
    static List<String> conditions(String kind, int number) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            boolean isIndexed = kind.equals(INDEXED) || (kind.equals(MIXED) && i % 2 == 0);
            conditions.add(
                    isIndexed
                            ? "id BETWEEN " + 137 * i + " AND " + (137 * i + 50)
                            : List.of(
                                            "score BETWEEN " + 7 * i + " AND " + 11 * i,
                                            "kind LIKE '%" + i % 6 + "' AND score > " + 9 * i,
                                            "joined < DATE '2026-01-01' AND score <> " + i,
                                            "(country = 'country " + i % 12 + "' OR score < " + 5 * i + ")")
                                    .get(i % 4));
        }
        return conditions;
    }

    /** A count for each condition. */
    static List<String> counts(List<String> conditions) {
        return conditions.stream()
                .map(condition -> "SELECT COUNT(*) FROM " + MEMBER + " WHERE " + condition)
                .toList();
    }
}
