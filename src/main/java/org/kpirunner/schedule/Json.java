package org.kpirunner.schedule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.Place;

/** JSON whose values know where they stand in the file. */
final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** A value: a String, Boolean, Number or null, a List of values, or a Map from key to value. */
    record Located(Place place, @Nullable Object value) {}

    static Located read(String file, String text) throws JsonProcessingException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Located root = value(parser, file);
            if (parser.nextToken() != null) {
                throw new com.fasterxml.jackson.core.JsonParseException(
                        parser, "something follows the end of the value");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Place place(String file, JsonProcessingException e) {
        return Optional.ofNullable(e.getLocation())
                .map(location -> place(file, location))
                .orElse(Place.of(file));
    }

    private static Place place(String file, JsonLocation location) {
        return new Place(file, location.getLineNr(), Math.max(1, location.getColumnNr()));
    }

    private static Located value(JsonParser parser, String file) throws IOException {
        Place place = place(file, parser.currentTokenLocation());
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_ARRAY) {
            List<Located> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser, file));
            }
            return new Located(place, items);
        }
        if (token == JsonToken.START_OBJECT) {
            Map<String, Located> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(parser, file));
            }
            return new Located(place, fields);
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return new Located(place, parser.getBooleanValue());
        }
        if (token == JsonToken.VALUE_STRING) {
            return new Located(place, parser.getText());
        }
        return new Located(place, token == null || token == JsonToken.VALUE_NULL ? null : parser.getNumberValue());
    }
}
