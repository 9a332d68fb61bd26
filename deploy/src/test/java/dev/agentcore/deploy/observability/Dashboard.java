// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.observability;

import static dev.agentcore.deploy.Checkout.objects;
import static dev.agentcore.deploy.Checkout.text;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.agentcore.deploy.Checkout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What Grafana shows. */
record Dashboard(List<Query> queries, List<JsonObject> variables) {
    /** A query, and the panel that shows it. */
    record Query(String panel, String expression) {}

    static Dashboard read() throws IOException {
        JsonObject dashboard = JsonParser.parseString(
                        Checkout.text("deploy/observability/grafana/dashboards/agent-core.json"))
                .getAsJsonObject();
        List<Query> queries = new ArrayList<>();
        for (JsonObject panel : objects(dashboard, "panels")) {
            if (panel.has("targets")) {
                for (JsonObject target : objects(panel, "targets")) {
                    queries.add(new Query(text(panel, "title"), text(target, "expr")));
                }
            }
        }
        return new Dashboard(queries, objects(dashboard.getAsJsonObject("templating"), "list"));
    }

    /** The first query of a panel. */
    String expression(String panel) {
        return queries.stream()
                .filter(query -> query.panel().equals(panel))
                .findFirst()
                .orElseThrow()
                .expression();
    }
}
