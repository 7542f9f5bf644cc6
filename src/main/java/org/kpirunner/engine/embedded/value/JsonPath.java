package org.kpirunner.engine.embedded.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** A path into JSON: {@code $.name}, {@code $['name']} and {@code $[0]}, one after another. */
public final class JsonPath {
    private static final Pattern STEP = Pattern.compile("\\.(?<name>[\\p{L}\\p{N}_:$-]+)"
            + "|\\[\\s*(?<index>\\d{1,9})\\s*\\]|\\[\\s*\"(?<double>(?:[^\"\\\\]|\\\\.)*)\"\\s*\\]"
            + "|\\[\\s*'(?<single>[^']*)'\\s*\\]|\\.\"(?<quoted>(?:[^\"\\\\]|\\\\.)*)\"");

    private final List<Object> steps;
    private final boolean isLax;

    private JsonPath(List<Object> steps, boolean isLax) {
        this.steps = steps;
        this.isLax = isLax;
    }

    /** A path of json_extract, which takes the text as it is. */
    public static JsonPath of(Object text) {
        return new JsonPath(steps((String) text), false);
    }

    /** A path of SQL/JSON, where arrays are looked into unless it begins with {@code strict}. */
    public static JsonPath ofSql(Object text) {
        String path = ((String) text).strip();
        boolean isStrict = path.startsWith("strict ");
        String plain = isStrict || path.startsWith("lax ")
                ? path.substring(path.indexOf(' ')).strip()
                : path;
        return new JsonPath(steps(plain), !isStrict);
    }

    private static List<Object> steps(String path) {
        if (!path.startsWith("$")) {
            throw notSupported(path);
        }
        List<Object> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int at = 1;
        while (at < path.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw notSupported(path);
            }
            steps.add(step(matcher));
            at = matcher.end();
        }
        return steps;
    }

    private static Object step(Matcher matcher) {
        String index = matcher.group("index");
        if (index != null) {
            return Integer.valueOf(index);
        }
        String name = first(matcher, "name", "single");
        return name != null ? name : unescaped(String.valueOf(first(matcher, "double", "quoted")));
    }

    private static @Nullable String first(Matcher matcher, String one, String other) {
        return matcher.group(one) != null ? matcher.group(one) : matcher.group(other);
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    private static KpiException notSupported(String path) {
        return new KpiException(
                Reason.NOT_SUPPORTED,
                "the JSON path \"" + path + "\" is not supported; paths are like $.name, $[\"name\"] and $[0]");
    }

    /** Whether a step that leads nowhere is an error. */
    public boolean isStrict() {
        return !isLax;
    }

    /** What the path leads to: nothing, one value, or several where arrays are looked into. */
    public List<JsonNode> find(JsonNode root) {
        List<JsonNode> found = List.of(root);
        for (Object step : steps) {
            List<JsonNode> next = new ArrayList<>();
            found.forEach(node -> step(node, step, next));
            found = next;
        }
        return found;
    }

    private void step(JsonNode node, Object step, List<JsonNode> next) {
        if (step instanceof Integer index) {
            if (node.isArray()) {
                add(node.get(index), next);
            } else if (isLax && index == 0) {
                next.add(node);
            }
        } else if (node.isObject()) {
            add(node.get((String) step), next);
        } else if (isLax && node.isArray()) {
            node.forEach(item -> add(item.get((String) step), next));
        }
    }

    private static void add(@Nullable JsonNode node, List<JsonNode> next) {
        if (node != null) {
            next.add(node);
        }
    }
}
