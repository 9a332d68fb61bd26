// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of the tool.
 *
 * @param stdin whether the model can provide standard input
 * @param usualSeconds the default timeout; 0 if the model cannot choose one
 * @param mostSeconds the maximum timeout that the model can choose; 0 if it cannot
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
     * The JSON schema of the parameters.
     *
     * @param strict whether it is for OpenAI's strict mode: all parameters are required, and null means not given
     */
    JsonObject schema(boolean strict) {
        JsonObject properties = new JsonObject();
        properties.add("code", described("string", false, "The source of the Python program, without Markdown."));
        if (stdin) {
            properties.add("stdin", described("string", strict, "The standard input of the program."));
        }
        JsonObject files = described("array", strict, "Text files for the program's working directory, /workspace.");
        files.add("items", file());
        properties.add("files", files);
        if (mostSeconds > 0) {
            JsonObject timeout =
                    described("integer", strict, "The time limit in seconds; default %d.".formatted(usualSeconds));
            timeout.addProperty("minimum", 1);
            timeout.addProperty("maximum", mostSeconds);
            properties.add("timeout_seconds", timeout);
        }
        return object(properties, strict ? names() : List.of("code"));
    }

    private static JsonObject file() {
        JsonObject properties = new JsonObject();
        properties.add("path", described("string", false, "The path relative to /workspace, such as data/table.csv."));
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
