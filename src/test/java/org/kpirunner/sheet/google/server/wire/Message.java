package org.kpirunner.sheet.google.server.wire;

import com.google.api.client.json.GenericJson;
import com.google.api.client.util.ClassInfo;
import com.google.api.client.util.FieldInfo;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A message type of the API: its fields, as the Java client's model classes have them. */
public record Message(String name, Map<String, Field> fields) {
    private static final Map<Class<?>, Message> KNOWN = new ConcurrentHashMap<>();

    /** The message that a class of the client's model stands for. */
    public static Message of(Class<? extends GenericJson> type) {
        Message known = KNOWN.get(type);
        if (known != null) {
            return known;
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        Message message = new Message(type.getSimpleName(), fields);
        KNOWN.put(type, message);
        ClassInfo info = ClassInfo.of(type);
        for (String name : info.getNames()) {
            fields.put(name, field(info.getFieldInfo(name)));
        }
        return message;
    }

    /** A field by its name in JSON, or in the form with underscores, which the service takes as well. */
    public Optional<Field> field(String name) {
        Field exact = fields.get(name);
        if (exact != null || name.indexOf('_') < 0) {
            return Optional.ofNullable(exact);
        }
        return Optional.ofNullable(fields.get(camel(name)));
    }

    /** {@code updateCells} as {@code update_cells}. */
    static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    static String camel(String snake) {
        StringBuilder camel = new StringBuilder();
        for (String part : snake.split("_")) {
            camel.append(
                    camel.isEmpty() || part.isEmpty()
                            ? part
                            : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return camel.toString();
    }

    private static Field field(FieldInfo info) {
        Type type = info.getField().getGenericType();
        boolean isRepeated = false;
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            isRepeated = true;
            type = list.getActualTypeArguments()[0];
        }
        if (type instanceof ParameterizedType) {
            return new Field(Kind.LIST_VALUE, isRepeated, Optional.empty());
        }
        Class<?> raw = (Class<?>) type;
        if (GenericJson.class.isAssignableFrom(raw)) {
            return new Field(Kind.MESSAGE, isRepeated, Optional.of(raw.asSubclass(GenericJson.class)));
        }
        return new Field(Kind.of(raw), isRepeated, Optional.empty());
    }

    /** A field of a message. */
    public record Field(Kind kind, boolean isRepeated, Optional<Class<? extends GenericJson>> type) {
        public Optional<Message> message() {
            return type.map(Message::of);
        }
    }

    /** What a field holds. */
    public enum Kind {
        MESSAGE,
        LIST_VALUE,
        TEXT,
        INTEGER,
        LONG,
        DOUBLE,
        FLOAT,
        BOOLEAN,
        ANYTHING;

        static Kind of(Class<?> type) {
            if (type == String.class) {
                return TEXT;
            }
            if (type == Integer.class) {
                return INTEGER;
            }
            if (type == Long.class) {
                return LONG;
            }
            if (type == Double.class) {
                return DOUBLE;
            }
            if (type == Float.class) {
                return FLOAT;
            }
            return type == Boolean.class ? BOOLEAN : ANYTHING;
        }
    }
}
