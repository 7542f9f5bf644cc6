package org.kpirunner.engine.embedded;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a document says is what a query sees, whatever its index makes of it. */
@Tag("elasticsearch")
class FieldsIT {
    private static final String DECLARED = """
            #kpi: arrays default.@t.tags
            #kpi: arrays default.@t.numbers
            #kpi: arrays default.@t.days
            #kpi: arrays default.@t.object.tags
            #kpi: column default.@t.later timestamp""";

    @TempDir
    private Path catalogs;

    private OwnIndices indices;

    @BeforeEach
    void open() {
        indices = new OwnIndices(catalogs, DECLARED);
    }

    @AfterEach
    void close() {
        indices.close();
    }

    private void create(String properties, String documents) {
        indices.create("t", """
                {"settings": {"number_of_shards": 2, "number_of_replicas": 0,
                    "analysis": {"normalizer": {"lower": {"type": "custom", "filter": ["lowercase"]}}}},
                 "mappings": {"properties": {"id": {"type": "integer"}, %s}}}""".formatted(properties), documents);
    }

    @Test
    void nullIsNullWhatTheIndexKeepsInItsPlace() {
        create("""
                "n": {"type": "long", "null_value": -1}, "b": {"type": "boolean", "null_value": true},
                "d": {"type": "date", "null_value": "2020-01-01"}, "k": {"type": "keyword", "null_value": "none"}""", """
                {"id": 1, "n": null, "b": null, "d": null, "k": null}
                {"id": 2, "n": 3, "b": false, "d": "2021-01-01", "k": "none"}
                {"id": 3}
                """);

        indices.assertAnswers(
                "SELECT n, b, d, k FROM @t WHERE id = 1", "   ",
                "SELECT COUNT(n), COUNT(b), COUNT(d), COUNT(k) FROM @t", "1 1 1 1",
                "SELECT COUNT(n) FROM @t", "1",
                "SELECT COUNT(*) FROM @t WHERE n IS NULL", "2",
                "SELECT COUNT(*) FROM @t WHERE k IS NULL", "2",
                "SELECT COUNT(*) FROM @t WHERE n = -1", "0",
                "SELECT COUNT(*) FROM @t WHERE b", "0",
                "SELECT COUNT(*) FROM @t WHERE k = 'none'", "1",
                "SELECT SUM(n), MIN(n) FROM @t", "3 3",
                "SELECT MIN(d) FROM @t", "2021-01-01 00:00:00",
                "SELECT n, COUNT(*) FROM @t GROUP BY n ORDER BY n", "3 1  2");
    }

    @Test
    void whatIsCopiedToAFieldIsNotInIt() {
        create("""
                "from": {"type": "keyword", "copy_to": ["k", "n", "s"]}, "k": {"type": "keyword"},
                "n": {"type": "long"},
                "s": {"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": 256}}}""", """
                {"id": 1, "from": "5"}
                {"id": 2, "from": "7", "k": "own", "n": 9, "s": "own"}
                """);

        indices.assertAnswers(
                "SELECT k, n, s FROM @t WHERE id = 2", "own 9 own",
                "SELECT COUNT(k), COUNT(n), COUNT(s), SUM(n) FROM @t", "1 1 1 9",
                "SELECT COUNT(*) FROM @t WHERE k IS NULL", "1",
                "SELECT COUNT(*) FROM @t WHERE n = 5", "0",
                "SELECT COUNT(*) FROM @t WHERE s = '7'", "0",
                "SELECT k, COUNT(*) FROM @t GROUP BY k ORDER BY k", "own 1  1");
    }

    @Test
    void keywordThatIsTooLongForAnIndexIsThere() {
        create("""
                "folded": {"type": "keyword", "normalizer": "lower", "ignore_above": 5},
                "unindexed": {"type": "keyword", "index": false, "ignore_above": 5},
                "k": {"type": "keyword", "ignore_above": 5}""", """
                {"id": 1, "folded": "ABC", "unindexed": "abc", "k": "ab😀d"}
                {"id": 2, "folded": "ABCDEF", "unindexed": "abcdef", "k": "abc😀d"}
                {"id": 3}
                """);

        indices.assertAnswers(
                "SELECT COUNT(*) FROM @t WHERE folded IS NULL", "1",
                "SELECT COUNT(*) FROM @t WHERE unindexed IS NULL", "1",
                "SELECT COUNT(*) FROM @t WHERE k IS NULL", "1",
                "SELECT COUNT(folded) FROM @t", "2",
                "SELECT folded, COUNT(*) FROM @t GROUP BY folded ORDER BY 1", "ABC 1 ABCDEF 1  1",
                "SELECT COUNT(*) FROM @t WHERE folded = 'abc'", "0",
                "SELECT COUNT(*) FROM @t WHERE k = 'ab😀d'", "1",
                "SELECT COUNT(*) FROM @t WHERE k = 'abc😀d'", "1",
                "SELECT k, COUNT(*) FROM @t GROUP BY k ORDER BY k", "abc😀d 1 ab😀d 1  1");
    }

    @Test
    void keywordsOfAnIndexForLogsAreCutByDefault() {
        assumeTrue(indices.majorVersion() >= 9, "older servers have no such indices");
        indices.create("logs", """
                {"settings": {"index.mode": "logsdb", "number_of_replicas": 0},
                 "mappings": {"properties": {"@timestamp": {"type": "date"}, "k": {"type": "keyword"}}}}""", """
                {"@timestamp": "2020-01-01", "k": "%s"}
                {"@timestamp": "2020-01-02", "k": "a"}
                """.formatted("z".repeat(9_000)));

        indices.assertAnswers(
                "SELECT length(k) FROM @logs ORDER BY 1", "1 9000",
                "SELECT COUNT(*) FROM @logs WHERE k IS NULL", "0",
                "SELECT COUNT(DISTINCT k) FROM @logs", "2");
    }

    @Test
    void documentThatCountsForSeveralInBucketsIsOneRow() {
        assumeTrue(indices.majorVersion() > 6, "older servers count each once");
        create("""
                "d": {"type": "double"}, "k": {"type": "keyword"}, "at": {"type": "date"}""", """
                {"id": 1, "d": 1.5, "k": "a", "at": "2020-01-01", "_doc_count": 10}
                {"id": 2, "d": 1.5, "k": "a", "at": "2020-01-31"}
                {"id": 3, "k": "b", "at": "2020-02-01", "_doc_count": 4}
                """);

        indices.assertAnswers(
                "SELECT COUNT(*) FROM @t", "3",
                "SELECT d, COUNT(*) FROM @t GROUP BY d ORDER BY d", "1.5 2  1",
                "SELECT COUNT(*) FILTER (WHERE k = 'a'), COUNT(*) FROM @t", "2 3",
                "SELECT k, COUNT(*) FROM @t GROUP BY k ORDER BY k", "a 2 b 1",
                "SELECT k, COUNT(*) FILTER (WHERE id < 3) FROM @t GROUP BY k ORDER BY k", "a 2 b 0",
                "SELECT k, at, COUNT(*) FROM @t WHERE id = 1 GROUP BY k, at", "a 2020-01-01 00:00:00 1",
                "SELECT month(at), COUNT(*) FROM @t GROUP BY 1 ORDER BY 1", "1 2 2 1",
                "SELECT AVG(d), COUNT(d), COUNT(k), COUNT(DISTINCT k) FROM @t", "1.5 2 3 2",
                "SELECT COUNT(DISTINCT d) FROM @t", "1");
    }

    @Test
    void numbersAndDatesAreThoseOfTheDocument() {
        create("""
                "l": {"type": "long"}, "s": {"type": "short"}, "d": {"type": "double"}, "f": {"type": "float"},
                "h": {"type": "half_float"}, "b": {"type": "boolean"}, "ip": {"type": "ip"},
                "bad": {"type": "long", "ignore_malformed": true}, "at": {"type": "date"},
                "other": {"type": "date", "format": "epoch_second||yyyy/MM/dd HH:mm:ss Z||dd.MM.yyyy"}""", """
                {"id": 1, "l": 9007199254740993, "s": "-5", "d": -0.0, "f": 0.1, "h": 0.1, "b": "true", \
                "ip": "2001:DB8::1", "bad": "abc", "at": -1, "other": 1577836800}
                {"id": 2, "l": "9223372036854775807", "s": 1.9, "d": "1e3", "f": 16777217, "h": 2, "b": "", \
                "ip": "::ffff:192.0.2.1", "bad": 5, "at": 253402300800000, "other": "2020/01/02 03:04:05 +0200"}
                {"id": 3, "other": "31.12.1969", "at": "0001-01-01T00:00:00"}
                """);

        indices.assertAnswers(
                "SELECT l, s, d, f, h, b, ip, bad FROM @t WHERE id = 1",
                "9007199254740993 -5 0.0 0.1 0.1 true 2001:db8::1 ",
                "SELECT l, s, d, f, h, b, ip, bad FROM @t WHERE id = 2",
                "9223372036854775807 1 1000.0 16777216.0 2.0 false 192.0.2.1 5",
                "SELECT at FROM @t ORDER BY id",
                "1969-12-31 23:59:59.999 +10000-01-01 00:00:00 0001-01-01 00:00:00",
                "SELECT other FROM @t ORDER BY id",
                "2020-01-01 00:00:00 2020-01-02 01:04:05 1969-12-31 00:00:00",
                "SELECT SUM(l), MAX(l) FROM @t WHERE id = 1",
                "9007199254740993 9007199254740993",
                "SELECT SUM(l) FROM @t",
                "numeric_overflow",
                "SELECT COUNT(*) FROM @t WHERE l > 9007199254740992.5 AND l < 9007199254740993.5",
                "1",
                "SELECT MIN(d) FROM @t",
                "0.0",
                "SELECT COUNT(*) FROM @t WHERE h = 0.1",
                "1",
                "SELECT id FROM @t ORDER BY h LIMIT 1",
                "1",
                "SELECT COUNT(*) FROM @t WHERE at <= TIMESTAMP '1969-12-31 23:59:59.999'",
                "2",
                "SELECT year(at), COUNT(*) FROM @t GROUP BY 1 ORDER BY 1",
                "1 1 1969 1 10000 1",
                "SELECT COUNT(bad), COUNT(*) FROM @t",
                "1 3",
                "SELECT COUNT(*) FROM @t WHERE NOT b",
                "1");
    }

    @Test
    void arraysAreThoseOfTheDocument() {
        create("""
                "tags": {"type": "keyword"}, "numbers": {"type": "integer"}, "days": {"type": "date"}""", """
                {"id": 1, "tags": ["b", "a", null, ""], "numbers": [3, "1", null, 3], "days": ["2020-01-02", 20200101]}
                {"id": 2, "tags": "only", "numbers": [], "days": "2020-01-01T00:00:00+02:00"}
                {"id": 3, "tags": null}
                """);

        indices.assertAnswers(
                "SELECT tags, numbers, days FROM @t WHERE id = 1",
                        "[\"b\",\"a\",null,\"\"] [3,1,null,3] [\"2020-01-02T00:00:00\",\"1970-01-01T05:36:40.101\"]",
                "SELECT tags, numbers, days FROM @t WHERE id = 2", "[\"only\"] [] [\"2019-12-31T22:00:00\"]",
                "SELECT COUNT(tags), COUNT(numbers) FROM @t", "2 2",
                "SELECT COUNT(*) FROM @t WHERE contains(tags, 'a')", "1",
                "SELECT v, COUNT(*) FROM @t CROSS JOIN UNNEST(tags) AS u(v) GROUP BY v ORDER BY v",
                        " 1 a 1 b 1 only 1  1");
    }

    @Test
    void objectsAreRowsHoweverTheyAreWritten() {
        create("""
                "object": {"properties": {"k": {"type": "keyword"}, "tags": {"type": "keyword"},
                    "at": {"properties": {"day": {"type": "date", "format": "epoch_second"}}}}},
                "other": {"type": "alias", "path": "object.k"}""", """
                {"id": 1, "object": {"k": "a", "tags": ["x", "y"], "at": {"day": 0}}}
                {"id": 2, "object.k": "b", "object.at.day": 86400}
                {"id": 3, "object": null}
                """);

        indices.assertAnswers(
                "SELECT object FROM @t ORDER BY id",
                        "{\"at\":{\"day\":\"1970-01-01T00:00:00\"},\"k\":\"a\",\"tags\":[\"x\",\"y\"]}"
                                + " {\"at\":{\"day\":\"1970-01-02T00:00:00\"},\"k\":\"b\",\"tags\":null} ",
                "SELECT t.object.k, t.object.at.day, t.object.tags, other, later FROM @t WHERE id = 2",
                        "b 1970-01-02 00:00:00  b ",
                "SELECT COUNT(object), COUNT(t.object.k), COUNT(other) FROM @t", "2 2 2",
                "SELECT COUNT(*) FROM @t WHERE other = 'b'", "1",
                "SELECT COUNT(*) FROM @t WHERE contains(t.object.tags, 'y')", "1");
    }

    @Test
    void whatIsKeptNowhereIsRefused() {
        indices.create("t", """
                {"settings": {"number_of_replicas": 0},
                 "mappings": {"_source": {"excludes": ["gone", "cut", "object.secret"]}, "properties": {
                   "gone": {"type": "keyword"}, "cut": {"type": "keyword", "ignore_above": 5},
                   "object": {"properties": {"k": {"type": "keyword"}, "secret": {"type": "keyword"}}}}}}""", """
                {"gone": "g", "cut": "longer", "object": {"k": "a", "secret": "s"}}
                """);
        String refused = indices.majorVersion() < 7 ? "type_mismatch" : "not_supported";

        indices.assertAnswers(
                "SELECT gone, t.object.k, t.object.secret FROM @t", "g a s",
                "SELECT cut FROM @t", refused,
                "SELECT COUNT(cut) FROM @t", refused,
                "SELECT cut, COUNT(*) FROM @t GROUP BY cut", refused,
                "SELECT object FROM @t", "not_supported");
    }

    @Test
    void hiddenColumnsMustBeAskedFor() {
        create(
                "\"k\": {\"type\": \"keyword\"}, \"unread\": {\"type\": \"object\", \"enabled\": false}",
                "{\"id\": 1, \"k\": \"a\", \"unread\": {\"x\": 12345678901234567890.12345, \"y\": 1.50}}");

        indices.assertAnswers(
                "SELECT * FROM @t", "1 a ",
                "SELECT *, _id FROM @t", "1 a  0",
                "SELECT x.* FROM (SELECT _id, t.* FROM @t) AS x", "0 1 a ",
                "SELECT _score, _source FROM @t",
                        " {\"id\":1,\"k\":\"a\",\"unread\":{\"x\":12345678901234567890.12345,\"y\":1.50}}",
                "SELECT json_extract_scalar(_source, '$.unread.x') FROM @t", "12345678901234567890.12345");
    }

    /** Documents have it, and no mapping ever will. */
    @Test
    void columnIsDeclaredThatAMappingLeavesOut() {
        indices.create("t", """
                {"mappings": {"dynamic": false, "properties": {"id": {"type": "integer"}}}}""", """
                {"id": 1, "later": "2020-01-01"}
                {"id": 2}
                """);

        indices.assertAnswers(
                "SELECT later FROM @t ORDER BY id", "2020-01-01 00:00:00 ",
                "SELECT COUNT(later), MAX(later) FROM @t", "1 2020-01-01 00:00:00",
                "SELECT COUNT(*) FROM @t WHERE later IS NULL", "1");
    }

    @Test
    void whatServersRefuseToLookForIsNotAskedOfThem() {
        create("\"s\": {\"type\": \"keyword\"}, \"*\": {\"type\": \"long\"}", """
                {"id": 1, "s": "%s", "*": 7}
                {"id": 2, "s": "b"}
                """.formatted("x".repeat(2_000)));

        indices.assertAnswers(
                "SELECT COUNT(*) FROM @t WHERE _id = ''",
                "0",
                "SELECT COUNT(*) FROM @t WHERE _id <> ''",
                "2",
                "SELECT COUNT(*) FROM @t WHERE _id IN ('', '0')",
                "1",
                "SELECT COUNT(*) FROM @t WHERE s LIKE '" + "x".repeat(1_999) + "_'",
                "1",
                "SELECT COUNT(*) FROM @t WHERE s NOT LIKE '" + "x".repeat(1_999) + "%'",
                "1",
                "SELECT SUM(\"*\"), COUNT(\"*\") FROM @t",
                "7 1");
    }

    /** Servers allow about a thousand clauses in a query. */
    @Test
    void longListIsComparedWhereItCanBe() {
        create("\"d\": {\"type\": \"double\"}, \"at\": {\"type\": \"date\"}", """
                {"id": 1, "d": 1.5, "at": "2001-01-01"}
                {"id": 2, "d": -0.0, "at": "1999-01-01"}
                """);
        String numbers = listed(i -> i + ".5");
        String dates = listed(i -> "TIMESTAMP '" + LocalDate.of(2000, 1, 1).plusDays(i) + " 00:00:00'");

        indices.assertAnswers(
                "SELECT COUNT(*) FROM @t WHERE d IN (0, " + numbers + ")",
                "2",
                "SELECT COUNT(*) FROM @t WHERE d = 0",
                "1",
                "SELECT COUNT(*) FROM @t WHERE at IN (" + dates + ")",
                "1",
                "SELECT COUNT(*) FROM @t WHERE at NOT IN (" + dates + ")",
                "1");
    }

    private static String listed(IntFunction<String> literal) {
        return IntStream.range(0, 1_500).mapToObj(literal).collect(Collectors.joining(", "));
    }
}
