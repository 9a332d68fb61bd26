// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.kubernetes;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Objects for Kubernetes, as they are written. Immutable.
 *
 * @param objects in the order of the text
 */
record Manifests(List<JsonObject> objects) {
    // A key without a value is an error that would be hidden otherwise.
    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    Manifests {
        objects = List.copyOf(objects);
    }

    /** Reads YAML. */
    static Manifests parse(String yaml) {
        var objects = new ArrayList<JsonObject>();
        for (Object document :
                new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadAllFromString(yaml)) {
            if (document != null) {
                objects.add(GSON.toJsonTree(document).getAsJsonObject());
            }
        }
        return new Manifests(objects);
    }

    /** The kinds, in the order of the alphabet. */
    List<String> kinds() {
        return objects.stream().map(Manifests::kind).sorted().toList();
    }

    static String kind(JsonObject object) {
        return object.get("kind").getAsString();
    }

    /** The only one of that kind. */
    JsonObject only(String kind) {
        List<JsonObject> all =
                objects.stream().filter(object -> kind(object).equals(kind)).toList();
        if (all.size() != 1) {
            throw new AssertionError("there are " + all.size() + " of kind " + kind);
        }
        return all.getFirst();
    }

    /** The pod that is described by the only Deployment: labels and annotations, and what it is. */
    JsonObject pod() {
        return at(only("Deployment"), "spec", "template").getAsJsonObject();
    }

    /** The container of the server: the first, or a native sidecar. */
    JsonObject server() {
        JsonObject spec = pod().getAsJsonObject("spec");
        return spec.getAsJsonArray(spec.has("initContainers") ? "initContainers" : "containers")
                .get(0)
                .getAsJsonObject();
    }

    /** The server's configuration file. */
    String configuration() {
        return at(only("ConfigMap"), "data", "agent-core.yaml").getAsString();
    }

    /** What is found on that way through objects. */
    static JsonElement at(JsonObject object, String... path) {
        JsonElement found = object;
        for (String step : path) {
            found = found.getAsJsonObject().get(step);
            if (found == null) {
                throw new AssertionError("there is no " + step + " on the way " + String.join(".", path));
            }
        }
        return found;
    }
}
