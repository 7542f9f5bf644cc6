package org.kpirunner.sheet.google.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.client.json.GenericJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A field mask as a tree; a node without children selects everything below it. */
public record Mask(Map<String, Mask> children) {
    private static final String EVERYTHING = "*";

    /** Parses the mask of an answer and checks every path of it against the answer's message. */
    public static Mask ofAnswer(String text, Class<? extends GenericJson> answer) {
        Mask mask = parse(text);
        mask.check(Message.of(answer), "");
        return mask;
    }

    /** Parses a mask: {@code a.b(c,d/e),*}. */
    public static Mask parse(String text) {
        Mask mask = new Mask(new LinkedHashMap<>());
        new Parser(text).list(List.of(mask));
        return mask;
    }

    public boolean isLeaf() {
        return children.isEmpty() || (children.containsKey(EVERYTHING) && children.size() == 1 && all().isLeaf());
    }

    private Mask all() {
        return children.get(EVERYTHING);
    }

    /** The part of the mask below a field; empty where the field is not selected. */
    public Optional<Mask> below(String field) {
        if (isLeaf()) {
            return Optional.of(this);
        }
        Mask named = children.get(field);
        return Optional.ofNullable(named != null ? named : all());
    }

    /** Whether a path is named by the mask itself; a wildcard names nothing. */
    public boolean names(String field) {
        return children.containsKey(field);
    }

    /** Every path from the root to a leaf, in the order of the mask. */
    public List<List<String>> paths() {
        List<List<String>> paths = new ArrayList<>();
        children.forEach((name, child) -> {
            if (child.children.isEmpty()) {
                paths.add(List.of(name));
            }
            for (List<String> below : child.paths()) {
                List<String> path = new ArrayList<>();
                path.add(name);
                path.addAll(below);
                paths.add(path);
            }
        });
        return paths;
    }

    /** The selected part of an answer. */
    public JsonNode apply(JsonNode node) {
        if (isLeaf()) {
            return node;
        }
        if (node.isArray()) {
            ArrayNode list = Json.array();
            node.forEach(item -> list.add(apply(item)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode selected = Json.object();
        node.properties()
                .forEach(entry -> below(entry.getKey())
                        .ifPresent(below -> selected.set(entry.getKey(), below.apply(entry.getValue()))));
        return selected;
    }

    private void check(Message message, String parent) {
        children.forEach((name, child) -> {
            if (name.equals(EVERYTHING)) {
                return;
            }
            String path = parent.isEmpty() ? name : parent + "." + name;
            Message.Field field = Optional.ofNullable(message.fields().get(name))
                    .or(() -> message.field(name))
                    .orElseThrow(() -> ApiError.badMask(path));
            if (child.children.isEmpty()) {
                return;
            }
            if (field.message().isEmpty()) {
                throw ApiError.badMask(
                        path + "." + child.children.keySet().iterator().next());
            }
            child.check(field.message().get(), path);
        });
    }

    /** Reads masks from left to right. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        void list(List<Mask> parents) {
            while (at < text.length() && text.charAt(at) != ')') {
                path(parents);
                if (at < text.length() && text.charAt(at) == ',') {
                    at++;
                }
            }
        }

        private void path(List<Mask> parents) {
            String name = name();
            List<Mask> here = parents.stream()
                    .map(parent -> parent.children.computeIfAbsent(name, any -> new Mask(new LinkedHashMap<>())))
                    .toList();
            if (at == text.length()) {
                return;
            }
            char next = text.charAt(at);
            if (next == '.' || next == '/') {
                at++;
                path(here);
            } else if (next == '(') {
                at++;
                list(here);
                if (at == text.length()) {
                    throw ApiError.badMask(text);
                }
                at++;
            }
        }

        private String name() {
            int from = at;
            while (at < text.length() && "./(),".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (from == at) {
                throw ApiError.badMask(text);
            }
            return text.substring(from, at);
        }
    }
}
