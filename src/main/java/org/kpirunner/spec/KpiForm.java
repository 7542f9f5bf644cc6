package org.kpirunner.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kpirunner.problem.Place;
import org.kpirunner.spec.Fields.Text;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** One KPI's mapping, read. Where something is wrong, a stand-in takes its place, and the mistake is noted. */
@SuppressWarnings("ArrayRecordComponent") // the text is never compared
record KpiForm(String file, int[] raw, Fields fields, Place place, Defaults defaults) {
    static final List<String> KEYS = List.of(
            "name",
            "sql",
            "extract_count",
            "id",
            "renamed_from",
            "description",
            "unit",
            "owner",
            "tags",
            "timeout",
            "retries",
            "environments",
            "enabled",
            "max_rows",
            "warn",
            "fail");

    static boolean isKey(Node node) {
        return node instanceof ScalarNode scalar && KEYS.contains(scalar.getValue());
    }

    Kpi kpi() {
        Optional<Text> nameText = required("name");
        Optional<Text> sql = required("sql");
        String name = nameText.map(text -> name("name", text)).orElse("");
        Defaults own = defaults.with(fields);
        return new Kpi(
                name,
                sql.map(Text::value).orElse(""),
                nameText.map(Text::place).orElse(place),
                sql.map(text -> ScalarText.places(file, raw, text.node())).orElseGet(() -> SqlPlaces.from(place, "")),
                fields.flag("extract_count").orElse(false),
                line("id").orElse(name),
                renamedFrom(name),
                line("description"),
                line("unit"),
                line("owner"),
                own.tags(),
                own.timeout(),
                own.retries(),
                own.environments(),
                fields.flag("enabled").orElse(true),
                own.maxRows(),
                threshold("warn"),
                threshold("fail"));
    }

    private Optional<Threshold> threshold(String key) {
        Optional<Text> text = fields.text(key).filter(written -> !isEmpty(key, written));
        Optional<Threshold> threshold = text.flatMap(written -> Threshold.parse(written.value()));
        text.ifPresent(written -> {
            if (threshold.isEmpty()) {
                fields.wrong(
                        written.place(),
                        key,
                        Fields.quoted(written.value()) + " is not allowed; allowed is what the value must not be, as in"
                                + " \"> 100\", \"<= 0.5\", \"= 0\" or \"<> 1\", in quotes");
            } else if (!fields.flag("extract_count").orElse(false)) {
                fields.wrong(
                        written.place(), key, "needs extract_count: true, as rows cannot be compared with a number");
            }
        });
        return threshold;
    }

    private Optional<Text> required(String key) {
        if (!fields.has(key)) {
            fields.wrong(place, key, "is missing");
            return Optional.empty();
        }
        return fields.text(key).filter(text -> !isEmpty(key, text));
    }

    private List<String> renamedFrom(String name) {
        List<String> names = new ArrayList<>();
        for (Text text : fields.texts("renamed_from").orElse(List.of())) {
            String earlier = isEmpty("renamed_from", text) ? "" : Names.normal(text.value());
            if (!earlier.isEmpty() && earlier.equals(name)) {
                fields.wrong(text.place(), "renamed_from", "is the name that it has now");
            }
            names.add(earlier);
        }
        return names;
    }

    private Optional<String> line(String key) {
        return fields.text(key)
                .filter(text -> !isEmpty(key, text))
                .map(text -> text.value().strip());
    }

    private boolean isEmpty(String key, Text text) {
        boolean isEmpty = text.value().isBlank();
        if (isEmpty) {
            fields.wrong(text.place(), key, "is empty");
        }
        return isEmpty;
    }

    private String name(String key, Text text) {
        String name = Names.normal(text.value());
        Names.problem(name).ifPresent(problem -> fields.wrong(text.place(), key, problem));
        Names.warning(text.value()).ifPresent(warning -> fields.warn(text.place(), key, warning));
        return name;
    }
}
