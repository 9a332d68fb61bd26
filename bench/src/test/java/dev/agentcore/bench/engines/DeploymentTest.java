// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.config.Configuration;
import dev.agentcore.config.InterpreterSettings.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server understands the options, and they choose what the tables say. */
final class DeploymentTest {
    @Test
    void bothEnginesAreKnown() {
        assertThat(Deployment.known()).contains(Deployment.JVM, Deployment.NATIVE, Deployment.ofNative());
        assertThat(Runtimes.known()).contains(Deployment.JVM, Deployment.NATIVE);
    }

    @Test
    void theOptionsChooseTheEngine() throws Exception {
        for (Deployment deployment : Deployment.known()) {
            Configuration chosen = load(deployment.options());
            assertThat(chosen.serverSettings().interpreter().engine())
                    .isEqualTo(deployment.isNative() ? Engine.NATIVE : Engine.JVM);
            Map<String, String> values = new HashMap<>();
            chosen.entries().forEach(entry -> values.put(entry.key(), entry.value()));
            assertThat(values.getOrDefault("engine.isolation", deployment.isolation()))
                    .isEqualTo(deployment.isolation());
        }
    }

    private static Configuration load(List<String> options) throws Exception {
        var environment = new HashMap<String, String>();
        var settings = new ArrayList<>(options);
        settings.removeIf(each -> each.equals("--set"));
        for (String each : settings) {
            String[] parts = each.split("=", 2);
            environment.put("AGENT_CORE_" + parts[0].toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), parts[1]);
        }
        return Configuration.load(Map.of(), environment, null);
    }
}
