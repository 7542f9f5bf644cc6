package org.kpirunner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Aliases and patterns are one table, whatever the mappings of their indices. */
@Tag("elasticsearch")
class SeveralIndicesIT {
    private static final String FIRST = """
            {"settings": {"number_of_shards": 2, "number_of_replicas": 0}, "mappings": {"properties": {
              "id": {"type": "integer"}, "k": {"type": "keyword"},
              "s": {"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": 256}}},
              "n": {"type": "integer"}, "at": {"type": "date"}, "torn": {"type": "keyword"},
              "object": {"properties": {"a": {"type": "keyword"}, "torn": {"type": "long"}}},
              "parts": {"type": "nested"},
              "later": {"type": "text", "fields": {"keyword": {"type": "keyword"}}}, "more": {"type": "long"}
            }}}""";
    private static final String SECOND = """
            {"settings": {"number_of_replicas": 0}, "mappings": {"dynamic": false, "properties": {
              "id": {"type": "integer"}, "k": {"type": "keyword", "ignore_above": 5},
              "s": {"type": "keyword"},
              "n": {"type": "long"}, "at": {"type": "date", "format": "epoch_second"}, "torn": {"type": "long"},
              "object": {"properties": {"a": {"type": "keyword"}, "torn": {"type": "keyword"}}},
              "parts": {"type": "nested", "properties": {"x": {"type": "long"}}}
            }}}""";

    @TempDir
    private Path catalogs;

    private OwnIndices indices;

    @BeforeEach
    void create() {
        indices = new OwnIndices(catalogs, "");
        indices.create("first", FIRST, """
                {"id": 1, "k": "a", "s": "a", "n": 1, "at": "2020-01-01", "torn": "x", "object": {"a": "p", "torn": 1}, \
                "parts": {}, "later": "here", "more": 1}
                {"id": 2, "k": "longer", "s": "b", "n": 2}
                """);
        indices.create("second", SECOND, """
                {"id": 3, "k": "longer", "s": "a", "n": 3000000000, "at": 0, "torn": 7, \
                "object": {"a": "q", "torn": "1"}, "parts": {"x": 1}, "later": "here", "more": 2}
                {"id": 4, "k": "a", "at": 86400}
                """);
        indices.create("empty", "{\"mappings\": {\"properties\": {\"id\": {\"type\": \"long\"}}}}", "");
        indices.send("POST", "/_aliases", """
                {"actions": [{"add": {"indices": ["@first", "@second"], "alias": "@both"}},
                  {"add": {"index": "@first", "alias": "@filtered", "filter": {"term": {"k": "a"}}}}]}""");
    }

    @AfterEach
    void close() {
        indices.close();
    }

    @Test
    void columnsAreThoseOfAllMappings() {
        indices.assertAnswers(
                "SELECT id, k, s, n, at FROM @both ORDER BY id",
                        "1 a a 1 2020-01-01 00:00:00 2 longer b 2  3 longer a 3000000000 1970-01-01 00:00:00"
                                + " 4 a   1970-01-02 00:00:00",
                "SELECT k, COUNT(*) FROM @both GROUP BY k ORDER BY k", "a 2 longer 2",
                "SELECT COUNT(*) FROM @both WHERE k IS NULL", "0",
                "SELECT s, COUNT(*) FROM @both GROUP BY s ORDER BY s", "a 2 b 1  1",
                "SELECT COUNT(*) FROM @both WHERE s = 'a'", "2",
                "SELECT SUM(n), MAX(n) FROM @both", "3000000003 3000000000",
                "SELECT COUNT(*) FROM @both WHERE n > 1", "2",
                "SELECT date_trunc('month', at), COUNT(*) FROM @both GROUP BY 1 ORDER BY 1",
                        "1970-01-01 00:00:00 2 2020-01-01 00:00:00 1  1",
                "SELECT t.object.a FROM @both ORDER BY id", "p  q ",
                "SELECT parts FROM @both ORDER BY id", "{\"x\":null}  {\"x\":1} ",
                "SELECT COUNT(*) FROM es.default.\"@first,@second\"", "unknown_table",
                "SELECT COUNT(*) FROM @empty", "0",
                "SELECT MIN(id), SUM(id), COUNT(DISTINCT id) FROM @empty", "  0",
                "SELECT id, COUNT(*) FROM @empty GROUP BY id", "");
    }

    /** An index with a mapping that does not grow has documents with more than it knows. */
    @Test
    void whatAnIndexLeftOutIsReadFromItsDocuments() {
        indices.assertAnswers(
                "SELECT later, more FROM @both ORDER BY id", "here 1   here 2  ",
                "SELECT COUNT(*) FROM @both WHERE later = 'here'", "2",
                "SELECT COUNT(*) FROM @both WHERE later IS NULL", "2",
                "SELECT SUM(more) FROM @both", "3",
                "SELECT later, COUNT(*) FROM @both GROUP BY later ORDER BY later", "here 2  2");
    }

    @Test
    void whatAnIndexDoesNotLookIntoIsReadFromItsDocuments() {
        together(
                "\"o\": {\"type\": \"object\", \"enabled\": false}",
                "{\"id\": 1, \"o\": {\"x\": 5, \"k\": \"a\"}}",
                "\"o\": {\"properties\": {\"x\": {\"type\": \"long\"}, \"k\": {\"type\": \"keyword\"}}}",
                "{\"id\": 2, \"o\": {\"x\": 7, \"k\": \"b\"}}");

        indices.assertAnswers(
                "SELECT SUM(t.o.x) FROM @pair", "12",
                "SELECT COUNT(*) FROM @pair WHERE t.o.x = 5", "1",
                "SELECT t.o.k, COUNT(*) FROM @pair GROUP BY t.o.k ORDER BY 1", "a 1 b 1");
    }

    @Test
    void otherNameOfAFieldMustBeOneInAllIndices() {
        together(
                "\"n\": {\"type\": \"long\"}, \"x\": {\"type\": \"alias\", \"path\": \"n\"}",
                "{\"id\": 1, \"n\": 5}",
                "\"n\": {\"type\": \"long\"}",
                "{\"id\": 2, \"n\": 7}");

        indices.assertAnswers("SELECT n FROM @pair ORDER BY id", "5 7");
        assertThat(indices.outcome("SELECT x FROM @pair"))
                .isEqualTo("failed: type_mismatch: es: elasticsearch at http://host has no single type for \"n\" of "
                        + "\"pair\", which is called \"x\", too, but not in the index two");
    }

    @Test
    void closedIndexIsNamed() {
        String fields = "\"n\": {\"type\": \"long\"}";
        together(fields, "{\"id\": 1, \"n\": 5}", fields, "{\"id\": 2, \"n\": 7}");

        indices.send("POST", "/@two/_close", "");

        assertThat(indices.outcome("SELECT SUM(n) FROM @pair"))
                .isEqualTo("failed: query_failed: es: elasticsearch at http://host has closed the index \"two\"; "
                        + "open it, or name only indices that are open");
    }

    @Test
    void dateIsReadWhereItIsTheSameInTheFormatsOfAllIndices() {
        together(
                "\"at\": {\"type\": \"date\", \"format\": \"epoch_second\", \"doc_values\": false}",
                "{\"id\": 1, \"at\": 1577836800}",
                "\"at\": {\"type\": \"date\", \"doc_values\": false}",
                "{\"id\": 2, \"at\": 1577836800000}\n{\"id\": 3, \"at\": \"2020-01-01\"}");

        indices.assertAnswers(
                "SELECT COUNT(*) FROM @pair WHERE at = TIMESTAMP '2020-01-01 00:00:00'", "3",
                "SELECT at FROM @pair WHERE id = 3", "2020-01-01 00:00:00",
                "SELECT at FROM @pair WHERE id = 2", "type_mismatch");
    }

    /** The alias "pair" of two indices. */
    private void together(String fields, String documents, String otherFields, String otherDocuments) {
        String mapping = "{\"mappings\": {\"properties\": {\"id\": {\"type\": \"integer\"}, %s}}}";
        indices.create("one", mapping.formatted(fields), documents);
        indices.create("two", mapping.formatted(otherFields), otherDocuments);
        indices.send("POST", "/_aliases", """
                {"actions": [{"add": {"indices": ["@one", "@two"], "alias": "@pair"}}]}""");
    }

    @Test
    void typesThatDoNotAgreeAreNamed() {
        String has = "failed: type_mismatch: es: elasticsearch at http://host has no single type for ";

        assertThat(indices.outcome("SELECT COUNT(torn) FROM @both"))
                .isEqualTo(has + "\"torn\" of \"both\", which is keyword in the index first and long in second");
        for (String sql : new String[] {"SELECT object FROM @both", "SELECT t.object.torn FROM @both"}) {
            assertThat(indices.outcome(sql))
                    .isEqualTo(has
                            + "\"object.torn\" of \"both\", which is long in the index first and keyword in second");
        }
    }

    @Test
    void aliasFindsWhatItsFilterLets() {
        indices.assertAnswers(
                "SELECT COUNT(*) FROM @filtered", "1",
                "SELECT id FROM @filtered", "1",
                "SELECT k, COUNT(*) FROM @filtered GROUP BY k", "a 1",
                "SELECT COUNT(DISTINCT k), SUM(n) FROM @filtered", "1 1");
    }
}
