// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the JSON of a tool call: strict RFC 8259, without duplicate names, of limited size and depth. */
final class ToolJson {
    static final int MOST_CHARACTERS = 4 << 20;
    private static final int DEEPEST = 8;

    private final JsonReader reader;

    private ToolJson(JsonReader reader) {
        this.reader = reader;
    }

    static Map<String, @Nullable Object> read(String json) {
        if (json.length() > MOST_CHARACTERS) {
            throw new ToolArgumentsException(
                    "arguments",
                    "have %s characters of JSON; at most %s are allowed"
                            .formatted(Quantity.count(json.length()), Quantity.count(MOST_CHARACTERS)));
        }
        try (JsonReader reader = new JsonReader(new StringReader(json))) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(DEEPEST);
            return new ToolJson(reader).document();
        } catch (IOException malformed) {
            throw new ToolArgumentsException(
                    "arguments",
                    "must be one JSON object (RFC 8259), nested at most " + DEEPEST + " deep; it is " + Excerpt.of(json)
                            + ", which is malformed or incomplete");
        }
    }

    private Map<String, @Nullable Object> document() throws IOException {
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            throw new ToolArgumentsException(
                    "arguments", "are " + Excerpt.of(value("")) + "; they must be a JSON object");
        }
        Map<String, @Nullable Object> object = object("");
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw new MalformedJsonException("more than one value");
        }
        return object;
    }

    private @Nullable Object value(String path) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object(path + ".");
            case BEGIN_ARRAY -> array(path);
            case NUMBER -> number(reader.nextString());
            case BOOLEAN -> reader.nextBoolean();
            case NULL -> {
                reader.nextNull();
                yield null;
            }
            default -> reader.nextString();
        };
    }

    private Map<String, @Nullable Object> object(String prefix) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            String path = prefix + Excerpt.cut(name);
            if (object.containsKey(name)) {
                throw new ToolArgumentsException(path, "is given twice");
            }
            object.put(name, value(path));
        }
        reader.endObject();
        return object;
    }

    private List<@Nullable Object> array(String path) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(value(path + "[" + array.size() + "]"));
        }
        reader.endArray();
        return array;
    }

    /** In linear time, unlike a BigDecimal. */
    private static Number number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException noLong) {
            return Double.valueOf(text);
        }
    }
}
