package org.kpirunner.engine.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fields with several values that nobody declared as arrays, and nested objects. */
@Tag("elasticsearch")
class SeveralValuesIT {
    private static final String MAPPING = """
            {"settings": {"number_of_shards": 2, "number_of_replicas": 0}, "mappings": {"properties": {
              "id": {"type": "integer"},
              "m": {"type": "keyword"},
              "n": {"type": "long"},
              "w": {"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": 256}}},
              "one": {"type": "keyword"},
              "parts": {"type": "nested", "properties": {"k": {"type": "keyword"}, "x": {"type": "long"}}}
            }}}""";
    private static final String DOCUMENTS = """
            {"id": 1, "m": "a", "n": 1, "w": "a", "one": "a", "parts": {"k": "p", "x": 1}}
            {"id": 2, "m": ["a", "b"], "n": [1, 2], "w": ["a", "b"], "one": ["b"]}
            {"id": 3, "m": ["b", "b"], "n": [3, 3], "w": ["b", "b"]}
            {"id": 4, "one": "a", "parts": [{"k": "q"}]}
            """;

    @TempDir
    private Path catalogs;

    private OwnIndices indices;

    @BeforeEach
    void fill() {
        indices = new OwnIndices(catalogs, "");
        indices.create("t", MAPPING, DOCUMENTS);
    }

    @AfterEach
    void drop() {
        indices.close();
    }

    @Test
    void fieldWithSeveralValuesIsFoundByEachOfThemAndRefusedWhereOneIsNeeded() {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("SELECT COUNT(*), COUNT(id), COUNT(one) FROM @t", "4 4 3");
        expected.put("SELECT COUNT(m), COUNT(n) FROM @t", "3 3");
        expected.put("SELECT COUNT(*) FROM @t WHERE m = 'a'", "2");
        expected.put("SELECT COUNT(*) FROM @t WHERE m IS NULL", "1");
        expected.put("SELECT id, m, n, w FROM @t WHERE id = 1", "1 a 1 a");
        expected.put("SELECT one, COUNT(*) FROM @t GROUP BY one ORDER BY one", "a 2 b 1  1");
        expected.put("SELECT id FROM @t WHERE id <> 2 ORDER BY n LIMIT 1", "1");
        expected.put("SELECT id FROM @t WHERE id <> 2 ORDER BY n DESC NULLS FIRST, id LIMIT 1", "4");
        expected.put("SELECT id FROM @t WHERE id <> 2 ORDER BY m, id DESC LIMIT 1", "1");
        for (String refused : List.of(
                "SELECT m FROM @t",
                "SELECT COUNT(*) FROM @t WHERE m <> 'a'",
                "SELECT COUNT(*) FROM @t WHERE NOT (m = 'a')",
                "SELECT COUNT(*) FROM @t WHERE n > 1",
                "SELECT COUNT(*) FROM @t WHERE n BETWEEN 2 AND 3 AND id < 3",
                "SELECT COUNT(*) FROM @t WHERE w LIKE 'a%'",
                "SELECT m, COUNT(*) FROM @t GROUP BY m",
                "SELECT w, COUNT(*) FROM @t GROUP BY w",
                "SELECT COUNT(DISTINCT m) FROM @t",
                "SELECT COUNT(DISTINCT n) FROM @t",
                "SELECT SUM(n) FROM @t",
                "SELECT AVG(n) FROM @t",
                "SELECT MAX(n) FROM @t",
                "SELECT MIN(m) FROM @t",
                "SELECT id FROM @t ORDER BY n DESC LIMIT 1",
                "SELECT id FROM @t ORDER BY n LIMIT 1 OFFSET 1",
                "SELECT id FROM @t ORDER BY m LIMIT 2")) {
            expected.put(refused, "type_mismatch");
        }

        indices.assertAnswers(expected);
    }

    @Test
    void nestedObjectsAreRowsAndTheirDocumentIsOne() {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("SELECT COUNT(*), COUNT(parts) FROM @t", "4 2");
        expected.put("SELECT COUNT(*) FROM @t WHERE parts IS NULL", "2");
        expected.put("SELECT id, parts FROM @t WHERE id = 1", "1 {\"k\":\"p\",\"x\":1}");
        expected.put("SELECT t.parts.k, t.parts.x FROM @t WHERE id = 1", "p 1");
        expected.put("SELECT COUNT(*) FROM @t WHERE t.parts.k = 'p'", "1");

        indices.assertAnswers(expected);
    }
}
