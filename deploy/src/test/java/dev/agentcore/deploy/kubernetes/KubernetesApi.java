// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the API of Kubernetes takes, by the models that its own client for Java has from its OpenAPI definition: no unknown field, none
 * missing, and every value of its type.
 */
final class KubernetesApi {
    private interface Check {
        void of(JsonElement element) throws IOException;
    }

    private record Model(Class<?> type, Check check) {}

    private static final Map<String, Model> MODELS = Map.of(
            "v1 ConfigMap", new Model(V1ConfigMap.class, V1ConfigMap::validateJsonElement),
            "v1 Service", new Model(V1Service.class, V1Service::validateJsonElement),
            "v1 ServiceAccount", new Model(V1ServiceAccount.class, V1ServiceAccount::validateJsonElement),
            "apps/v1 Deployment", new Model(V1Deployment.class, V1Deployment::validateJsonElement),
            "autoscaling/v2 HorizontalPodAutoscaler",
                    new Model(V2HorizontalPodAutoscaler.class, V2HorizontalPodAutoscaler::validateJsonElement),
            "networking.k8s.io/v1 NetworkPolicy",
                    new Model(V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement),
            "policy/v1 PodDisruptionBudget",
                    new Model(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement));

    private KubernetesApi() {}

    /** Why an object would not be taken, in one line; empty if it would. */
    static Optional<String> complaint(JsonObject object) {
        String name = object.get("apiVersion").getAsString() + " " + Manifests.kind(object);
        Model model = MODELS.get(name);
        if (model == null) {
            return Optional.of("there is no " + name + " among those that are known here");
        }
        try {
            model.check().of(object);
            // What the model makes of a value of another type, it would not write the same again.
            Object read = JSON.getGson().fromJson(object, model.type());
            JsonElement written = JsonParser.parseString(JSON.serialize(read));
            return contains(written, object)
                    ? Optional.empty()
                    : Optional.of(name + " is read as " + written + " and is " + object);
        } catch (IOException | RuntimeException refused) {
            return Optional.of(name + ": " + refused.getMessage());
        }
    }

    /** Whether all of a part is in the whole: the models write empty lists where there are none. */
    private static boolean contains(@Nullable JsonElement whole, JsonElement part) {
        if (whole == null) {
            return false;
        }
        if (part.isJsonObject() && whole.isJsonObject()) {
            JsonObject fields = whole.getAsJsonObject();
            return part.getAsJsonObject().entrySet().stream()
                    .allMatch(field -> contains(fields.get(field.getKey()), field.getValue()));
        }
        if (part.isJsonArray() && whole.isJsonArray()) {
            JsonArray elements = whole.getAsJsonArray();
            JsonArray parts = part.getAsJsonArray();
            return elements.size() == parts.size()
                    && IntStream.range(0, parts.size())
                            .allMatch(index -> contains(elements.get(index), parts.get(index)));
        }
        return whole.equals(part);
    }
}
