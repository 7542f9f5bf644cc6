package org.kpirunner.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.MistakesException;
import org.kpirunner.problem.Place;
import org.kpirunner.schedule.Json.Located;

/** Reads crontab.json, in the format of the crontab containers that people have, with every mistake and its place. */
public final class CrontabReader {
    private static final String KNOWN = "known keys are name, schedule, command, onstart, comment";
    private static final Set<String> OF_CONTAINERS = Set.of(
            "image", "container", "project", "dockerargs", "volumes", "ports", "expose", "networks", "environment");

    private final String file;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Map<String, Place> keys = new TreeMap<>();

    private CrontabReader(String file) {
        this.file = file;
    }

    /** Reads a text; every mistake in it is thrown at once. */
    public static Crontab read(String file, String text) {
        return new CrontabReader(file).crontab(text);
    }

    private Crontab crontab(String text) {
        List<Entry> entries = new ArrayList<>();
        try {
            Located root = Json.read(file, text);
            int i = 0;
            for (Located item : items(root)) {
                entry(item, "[" + i++ + "]").ifPresent(entries::add);
            }
        } catch (JsonProcessingException e) {
            mistakes.add(Mistake.error(
                    Json.place(file, e),
                    "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse("")));
        }
        if (mistakes.stream().anyMatch(mistake -> !mistake.isWarning())) {
            throw new MistakesException(mistakes);
        }
        return new Crontab(entries, mistakes);
    }

    private List<Located> items(Located root) {
        if (root.value() instanceof List<?> list) {
            return list.stream().map(Located.class::cast).toList();
        }
        if (root.value() instanceof Map<?, ?> mapping) {
            return mapping.values().stream().map(Located.class::cast).toList();
        }
        error(root.place(), "the file", "is neither a list of entries nor a mapping of them");
        return List.of();
    }

    private Optional<Entry> entry(Located item, String where) {
        if (!(item.value() instanceof Map<?, ?> mapping)) {
            error(item.place(), where, "is not an entry; an entry is {\"schedule\": …, \"command\": …}");
            return Optional.empty();
        }
        Map<String, Located> values = new LinkedHashMap<>();
        mapping.forEach((key, value) -> values.put((String) key, (Located) value));
        values.forEach((key, value) -> checkKey(key, value.place(), where));
        Optional<Text> written = required(values, "schedule", item.place(), where);
        Optional<Text> line = required(values, "command", item.place(), where);
        Optional<Schedule> schedule = written.flatMap(text -> schedule(text, where));
        OnStart onStart = onStart(values.get("onstart"), where);
        Optional<String> name = text(values.get("name"), where + ".name");
        Optional<String> comment = text(values.get("comment"), where + ".comment");
        if (schedule.isEmpty() || line.isEmpty()) {
            return Optional.empty();
        }
        String command = line.get().text();
        String form = written.orElseThrow().text();
        String key = name.orElse(form + " " + command);
        Place before = keys.putIfAbsent(key, item.place());
        if (before != null) {
            error(
                    item.place(),
                    where,
                    "is called \"" + key + "\" as the entry in line " + before.line()
                            + "; each entry needs a name of its own");
        }
        return Optional.of(new Entry(
                key, name.orElse(command), form, schedule.get(), Command.of(command), onStart, comment, item.place()));
    }

    private void checkKey(String key, Place place, String where) {
        if (OF_CONTAINERS.contains(key)) {
            error(
                    place,
                    where + "." + key,
                    "commands in other containers are not started from here;"
                            + " write the whole command, as in \"docker exec …\", or run kpi beside that container");
        } else if (key.equals("trigger")) {
            error(place, where + ".trigger", "entries are not chained; join the commands with \"&&\" in command");
        } else if (!Set.of("name", "schedule", "command", "onstart", "comment").contains(key)) {
            error(place, where + "." + key, "unknown key; " + KNOWN);
        }
    }

    private Optional<Text> required(Map<String, Located> values, String key, Place place, String where) {
        Located value = values.get(key);
        if (value == null) {
            error(place, where, "has no " + key + "; an entry needs schedule and command");
            return Optional.empty();
        }
        return text(value, where + "." + key).map(text -> new Text(value.place(), text));
    }

    private Optional<String> text(@Nullable Located value, String where) {
        if (value == null) {
            return Optional.empty();
        }
        if (value.value() instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        error(value.place(), where, "must be a text that is not empty");
        return Optional.empty();
    }

    private record Text(Place place, String text) {}

    private Optional<Schedule> schedule(Text written, String where) {
        String text = written.text();
        try {
            Schedule schedule = ScheduleReader.read(text);
            ScheduleReader.warning(text)
                    .ifPresent(
                            warning -> mistakes.add(Mistake.warning(written.place(), where + ".schedule: " + warning)));
            return Optional.of(schedule);
        } catch (KpiException e) {
            error(written.place(), where + ".schedule", e.getMessage());
            return Optional.empty();
        }
    }

    private OnStart onStart(@Nullable Located value, String where) {
        if (value == null || Boolean.FALSE.equals(value.value())) {
            return OnStart.NO;
        }
        if (Boolean.TRUE.equals(value.value())) {
            return OnStart.ALWAYS;
        }
        if ("if-missed".equals(value.value())) {
            return OnStart.IF_MISSED;
        }
        error(value.place(), where + ".onstart", "must be true, false or \"if-missed\"");
        return OnStart.NO;
    }

    private void error(Place place, String where, @Nullable String what) {
        mistakes.add(Mistake.error(place, where + ": " + what));
    }
}
