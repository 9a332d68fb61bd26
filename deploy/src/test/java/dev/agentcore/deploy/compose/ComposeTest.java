// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.compose;

import static dev.agentcore.deploy.Checkout.text;
import static dev.agentcore.deploy.Checkout.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.agentcore.deploy.Checkout;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What compose.yaml starts has no privilege, and agent-core no way out. */
final class ComposeTest {
    private static final Pattern BIND = Pattern.compile("(\\.[^:]*):(/[^:]*)(:ro)");

    @Test
    void nothingAsksForPrivilege() throws Exception {
        for (Map.Entry<String, JsonElement> each : services().entrySet()) {
            JsonObject service = each.getValue().getAsJsonObject();
            assertThat(texts(service, "cap_drop")).as(each.getKey()).containsExactly("ALL");
            assertThat(texts(service, "security_opt")).as(each.getKey()).containsExactly("no-new-privileges:true");
            assertThat(service.has("mem_limit")).as(each.getKey()).isTrue();
            assertThat(service.keySet())
                    .as(each.getKey())
                    .doesNotContain("privileged", "cap_add", "devices", "pid", "ipc", "network_mode", "userns_mode");
        }
    }

    @Test
    void agentCoreHasNoWayOutAndNoPortOfThisMachine() throws Exception {
        JsonObject networks = Checkout.yaml("deploy/compose/compose.yaml").getAsJsonObject("networks");
        JsonObject agentCore = agentCore();
        assertThat(texts(agentCore, "networks"))
                .isNotEmpty()
                .allSatisfy(network -> assertThat(networks.getAsJsonObject(network)
                                .get("internal")
                                .getAsBoolean())
                        .isTrue());
        assertThat(agentCore.has("ports")).isFalse();
    }

    @Test
    void everyNetworkThatIsNamedIsThere() throws Exception {
        var networks = Checkout.yaml("deploy/compose/compose.yaml").getAsJsonObject("networks");
        Set<String> named = new HashSet<>();
        for (Map.Entry<String, JsonElement> each : services().entrySet()) {
            named.addAll(texts(each.getValue().getAsJsonObject(), "networks"));
        }
        assertThat(named).containsExactlyInAnyOrderElementsOf(networks.keySet());
    }

    @Test
    void agentCoreRunsAsNobodyAndCannotWriteToItsImage() throws Exception {
        JsonObject agentCore = agentCore();
        assertThat(text(agentCore, "user")).isEqualTo("65532:65532");
        assertThat(agentCore.get("read_only").getAsBoolean()).isTrue();
        assertThat(texts(agentCore, "tmpfs")).hasSize(1).first().asString().startsWith("/tmp:");
        assertThat(texts(agentCore.getAsJsonObject("healthcheck"), "test"))
                .startsWith("CMD", "/opt/java/bin/java")
                .endsWith("health", "--target", "127.0.0.1:50051");
    }

    @Test
    void agentCoreHasMoreTimeToEndThanItsDrainTakes() throws Exception {
        int timeout = Integer.parseInt(text(agentCore(), "stop_grace_period").replace("s", ""));
        assertThat(Checkout.text("CONFIGURATION.md")).contains("| `lifecycle.drain-timeout` | duration | `20s` |");
        assertThat(timeout).isGreaterThan(20 + 5 + 1 + 5);
    }

    @Test
    void imagesAreNamedWithoutARegistryAndWithAVersion() throws Exception {
        for (Map.Entry<String, JsonElement> each : services().entrySet()) {
            assertThat(text(each.getValue().getAsJsonObject(), "image"))
                    .matches("([a-z0-9-]+/)?[a-z0-9-]+:v?\\d+[0-9.]*");
        }
    }

    @Test
    void whatIsMountedIsThereAndCannotBeWritten() throws Exception {
        int mounted = 0;
        for (Map.Entry<String, JsonElement> each : services().entrySet()) {
            JsonObject service = each.getValue().getAsJsonObject();
            if (service.has("volumes")) {
                for (String volume : texts(service, "volumes")) {
                    if (volume.startsWith(".")) {
                        Matcher bind = BIND.matcher(volume);
                        assertThat(bind.matches()).as(volume).isTrue();
                        assertThat(Checkout.path("deploy/compose").resolve(bind.group(1)))
                                .exists();
                        mounted++;
                    }
                }
            }
        }
        assertThat(mounted).isEqualTo(6);
    }

    private static JsonObject agentCore() throws IOException {
        return services().getAsJsonObject("agent-core");
    }

    private static JsonObject services() throws IOException {
        return Checkout.yaml("deploy/compose/compose.yaml").getAsJsonObject("services");
    }
}
