// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of this project, as they are. */
public final class Checkout {
    private static final Path ROOT = Path.of(System.getProperty("agent-core.root"));

    private Checkout() {}

    /** A file or folder, by its path from the root. */
    public static Path path(String fromRoot) {
        return ROOT.resolve(fromRoot);
    }

    /** A file's text, by its path from the root. */
    public static String text(String fromRoot) throws IOException {
        return Files.readString(path(fromRoot));
    }

    /** What a YAML file holds, by its path from the root. */
    public static JsonObject yaml(String fromRoot) throws IOException {
        Object content = new Load(LoadSettings.builder().build()).loadFromString(text(fromRoot));
        return new Gson().toJsonTree(content).getAsJsonObject();
    }

    /** The objects in a list. */
    public static List<JsonObject> objects(JsonObject parent, String key) {
        return parent.getAsJsonArray(key).asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    /** The texts in a list. */
    public static List<String> texts(JsonObject parent, String key) {
        return parent.getAsJsonArray(key).asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    public static String text(JsonObject parent, String key) {
        return parent.get(key).getAsString();
    }
}
