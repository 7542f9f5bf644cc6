package org.kpirunner.spec;

import java.time.Duration;
import java.util.List;
import org.kpirunner.spec.Fields.Text;

/** What a KPI has where it does not say otherwise. */
record Defaults(Duration timeout, int retries, int maxRows, List<String> tags, List<String> environments) {
    static final List<String> KEYS = List.of("timeout", "retries", "max_rows", "tags", "environments");
    static final Defaults NONE = new Defaults(Duration.ofSeconds(60), 0, 100, List.of(), List.of());

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int MOST_RETRIES = 10;
    private static final int MOST_ROWS = 100_000;

    Defaults {
        tags = List.copyOf(tags);
        environments = List.copyOf(environments);
    }

    /** These, and what a mapping says instead. */
    Defaults with(Fields fields) {
        return new Defaults(
                fields.duration("timeout", LONGEST).orElse(timeout),
                fields.number("retries", 0, MOST_RETRIES).orElse(retries),
                fields.number("max_rows", 1, MOST_ROWS).orElse(maxRows),
                words(fields, "tags", tags),
                words(fields, "environments", environments));
    }

    private static List<String> words(Fields fields, String key, List<String> otherwise) {
        return fields.texts(key)
                .map(texts -> texts.stream()
                        .map(text -> word(fields, key, text))
                        .distinct()
                        .toList())
                .orElse(otherwise);
    }

    private static String word(Fields fields, String key, Text text) {
        String word = text.value().strip();
        if (word.isEmpty()) {
            fields.wrong(text.place(), key, "an empty text is not allowed");
        }
        return word;
    }
}
