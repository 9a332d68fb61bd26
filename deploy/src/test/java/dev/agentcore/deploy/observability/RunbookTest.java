// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.observability;

import static dev.agentcore.deploy.Checkout.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.agentcore.deploy.Checkout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Whoever an alert wakes finds what to do. */
final class RunbookTest {
    @Test
    void everyAlertNamesItsSectionAndEverySectionItsAlert() throws Exception {
        List<String> names = new ArrayList<>();
        for (JsonObject alert : Rules.alerts()) {
            String name = text(alert, "alert");
            names.add(name);
            assertThat(text(alert.getAsJsonObject("annotations"), "runbook"))
                    .isEqualTo("deploy/OPERATIONS.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(text(alert.getAsJsonObject("labels"), "severity")).isIn("page", "ticket");
        }
        List<String> sections = Checkout.text("deploy/OPERATIONS.md")
                .lines()
                .filter(line -> line.startsWith("### AgentCore"))
                .map(line -> line.substring("### ".length()))
                .toList();
        assertThat(sections).containsExactlyInAnyOrderElementsOf(names);
    }
}
