// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.observability;

import com.google.gson.JsonObject;
import dev.agentcore.deploy.Checkout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What Prometheus works out and rings for. */
final class Rules {
    private Rules() {}

    static List<JsonObject> alerts() throws IOException {
        return rules("alerts.yaml");
    }

    static List<JsonObject> recording() throws IOException {
        return rules("recording.yaml");
    }

    private static List<JsonObject> rules(String file) throws IOException {
        List<JsonObject> rules = new ArrayList<>();
        for (JsonObject group : Checkout.objects(Checkout.yaml("deploy/observability/rules/" + file), "groups")) {
            rules.addAll(Checkout.objects(group, "rules"));
        }
        return rules;
    }
}
