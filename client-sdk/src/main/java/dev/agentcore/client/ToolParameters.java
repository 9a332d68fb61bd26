package dev.agentcore.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters that a model may give.
 *
 * @param stdin whether it may give standard input
 * @param usualSeconds what a run gets where the model does not say; 0 if the model may not choose
 * @param mostSeconds what the model may choose at most; 0 if it may not
 */
record ToolParameters(boolean stdin, int usualSeconds, int mostSeconds) {
    List<String> names() {
        List<String> names = new ArrayList<>(List.of("code"));
        if (stdin) {
            names.add("stdin");
        }
        names.add("files");
        if (mostSeconds > 0) {
            names.add("timeout_seconds");
        }
        return names;
    }

    /**
     * Their JSON schema.
     *
     * @param strict as OpenAI's strict mode wants it: all are required, and null is how to leave one out
     */
    JsonObject schema(boolean strict) {
        JsonObject properties = new JsonObject();
        properties.add(
                "code", described("string", false, "The source of the Python program, without Markdown around it."));
        if (stdin) {
            properties.add("stdin", described("string", strict, "What the program reads from standard input."));
        }
        JsonObject files =
                described("array", strict, "Text files that the program finds in its working directory /workspace.");
        files.add("items", file());
        properties.add("files", files);
        if (mostSeconds > 0) {
            JsonObject timeout = described(
                    "integer",
                    strict,
                    "After how many seconds to stop the program; %d if it is not given.".formatted(usualSeconds));
            timeout.addProperty("minimum", 1);
            timeout.addProperty("maximum", mostSeconds);
            properties.add("timeout_seconds", timeout);
        }
        return object(properties, strict ? names() : List.of("code"));
    }

    private static JsonObject file() {
        JsonObject properties = new JsonObject();
        properties.add("path", described("string", false, "Relative to /workspace, such as data/table.csv."));
        properties.add("content", described("string", false, "The text of the file."));
        return object(properties, List.of("path", "content"));
    }

    private static JsonObject object(JsonObject properties, List<String> required) {
        JsonObject object = new JsonObject();
        object.addProperty("type", "object");
        object.add("properties", properties);
        JsonArray names = new JsonArray();
        required.forEach(names::add);
        object.add("required", names);
        object.addProperty("additionalProperties", false);
        return object;
    }

    private static JsonObject described(String type, boolean nullable, String description) {
        JsonObject property = new JsonObject();
        property.add("type", nullable ? orNull(type) : new JsonPrimitive(type));
        property.addProperty("description", description);
        return property;
    }

    private static JsonElement orNull(String type) {
        JsonArray types = new JsonArray();
        types.add(type);
        types.add("null");
        return types;
    }
}
