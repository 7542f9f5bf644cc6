package org.kpirunner.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A kind of query, and what somebody would write by hand for it.
 *
 * @param of the source or sources that it asks
 * @param first which of two sources is asked first
 */
record QueryClass(
        String name,
        String of,
        String sql,
        Optional<String> postgres,
        Optional<String> elasticsearch,
        Optional<String> first) {
    static List<QueryClass> read(Path file) {
        try {
            List<Map<String, String>> list =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            return list.stream().map(QueryClass::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static QueryClass of(Map<String, String> item) {
        return new QueryClass(
                required(item, "name"),
                required(item, "of"),
                required(item, "sql"),
                Optional.ofNullable(item.get("postgres")),
                Optional.ofNullable(item.get("elasticsearch")),
                Optional.ofNullable(item.get("first")));
    }

    private static String required(Map<String, String> item, String key) {
        return Optional.ofNullable(item.get(key))
                .orElseThrow(() -> new IllegalArgumentException("bench/queries.yaml: no " + key + " in " + item));
    }

    boolean isSingleSource() {
        return first.isEmpty();
    }
}
