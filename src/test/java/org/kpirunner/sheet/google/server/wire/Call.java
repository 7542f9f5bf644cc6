package org.kpirunner.sheet.google.server.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request as it came, its body already unpacked.
 *
 * @param path still percent-encoded
 * @param query still encoded; empty for none
 */
public record Call(String method, String path, String query, String body) {
    private static final String ROOT = "/v4/spreadsheets";
    private static final Set<String> EVERYWHERE = Set.of(
            "fields",
            "alt",
            "key",
            "prettyPrint",
            "quotaUser",
            "access_token",
            "oauth_token",
            "callback",
            "uploadType",
            "upload_protocol",
            "$.xgafv");

    /** The parts of the path after the collection of spreadsheets, decoded; empty for any other path. */
    public Optional<List<String>> parts() {
        if (!path.equals(ROOT) && !path.startsWith(ROOT + "/")) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (String part : path.substring(ROOT.length()).split("/")) {
            if (!part.isEmpty()) {
                parts.add(decode(part.replace("+", "%2B")));
            }
        }
        return Optional.of(parts);
    }

    public boolean isGet() {
        return method.equals("GET");
    }

    /** Whether it counts as a write and needs the right to write; data filters are posted, but only read. */
    public boolean isWrite() {
        return !isGet() && !isReadByPost();
    }

    private boolean isReadByPost() {
        return path.endsWith(":getByDataFilter") || path.endsWith(":search") || path.endsWith(":batchGetByDataFilter");
    }

    public Map<String, List<String>> parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                parameters
                        .computeIfAbsent(name, any -> new ArrayList<>())
                        .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    /** A parameter's last value; empty where it is not there. */
    public Optional<String> parameter(String name) {
        List<String> values = parameters().getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    public boolean isTrue(String name) {
        return parameter(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    /** Refuses parameters that the call does not have, and enumerations with values that they do not have. */
    public void check(Set<String> known) {
        List<ApiError.Violation> violations = new ArrayList<>();
        parameters().forEach((name, values) -> {
            if (!known.contains(name) && !EVERYWHERE.contains(name)) {
                violations.add(new ApiError.Violation(
                        "",
                        "Invalid JSON payload received. Unknown name \"" + name
                                + "\": Cannot bind query parameter. Field '" + name
                                + "' could not be found in request message."));
            }
            Enums.of(name)
                    .ifPresent(enumeration -> values.stream()
                            .filter(value -> !enumeration.has(value))
                            .forEach(value -> violations.add(new ApiError.Violation(
                                    Message.snake(name), enumeration.wrong(Message.snake(name), value)))));
        });
        if (!violations.isEmpty()) {
            throw ApiError.badRequest(violations);
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid("Request contains an invalid argument.");
        }
    }
}
