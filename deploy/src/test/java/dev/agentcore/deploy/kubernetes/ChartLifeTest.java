// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.agentcore.config.Configuration;
import dev.agentcore.config.ServerSettings;
import io.kubernetes.client.custom.Quantity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The settings for Kubernetes match the server's configuration. */
final class ChartLifeTest {
    /** After the drain: readers, then connections, are waited for, and metrics and traces are sent. */
    private static final Duration AFTER_DRAIN = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void theServerTakesItsConfiguration(ValueSet set) throws Exception {
        Manifests manifests = HelmChart.render(set.text());
        Configuration configuration = load(manifests);
        assertThat(configuration.warnings()).isEmpty();
        ServerSettings settings = configuration.serverSettings();
        assertThat(settings.log().format().name()).isEqualTo("JSON");
        if (set.isPool()) {
            assertThat(settings.listen().host()).isEqualTo("0.0.0.0");
            assertThat(settings.security().authenticates())
                    .isNotEqualTo(settings.listen().remoteCallersAllowed());
            assertThat(settings.listen().remoteCallersAllowed()).isEqualTo(set == ValueSet.POOL_BEHIND_A_MESH);
        } else {
            assertThat(settings.listen().host()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void anySettingOfTheServerCanBeGiven() throws Exception {
        ServerSettings settings =
                load(HelmChart.render(ValueSet.POOL_WITH_EVERYTHING.text())).serverSettings();
        assertThat(settings.limits().maximum().wallTime()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.limits().maximum().memoryBytes()).isEqualTo(512L << 20);
        assertThat(settings.engine().tenantLimits().runsPerMinute()).isEqualTo(600);
        assertThat(settings.engine().slots()).isEqualTo(16);
        assertThat(settings.log().level().name()).isEqualTo("DEBUG");
    }

    @ParameterizedTest
    @EnumSource
    void aPodMayTakeLongerToEndThanItsDrain(ValueSet set) throws Exception {
        Manifests manifests = HelmChart.render(set.text());
        JsonObject server = manifests.server();
        long preStop = server.has("lifecycle")
                ? Manifests.at(server, "lifecycle", "preStop", "sleep", "seconds")
                        .getAsLong()
                : 0;
        Duration grace = Duration.ofSeconds(manifests
                .pod()
                .getAsJsonObject("spec")
                .get("terminationGracePeriodSeconds")
                .getAsLong());
        Duration drain = load(manifests).serverSettings().lifecycle().drainTimeout();
        assertThat(grace).isGreaterThan(drain.plusSeconds(preStop).plus(AFTER_DRAIN));
    }

    @ParameterizedTest
    @EnumSource
    void theKubeletAsksTheHealthServiceWhereItIs(ValueSet set) throws Exception {
        Manifests manifests = HelmChart.render(set.text());
        ServerSettings settings = load(manifests).serverSettings();
        int port = settings.listen().healthPort();
        JsonObject server = manifests.server();
        assertThat(settings.listen().healthHost()).isEqualTo("0.0.0.0");
        assertThat(Manifests.at(server, "startupProbe", "grpc")).isEqualTo(json("{\"port\": " + port + "}"));
        assertThat(Manifests.at(server, "readinessProbe", "grpc")).isEqualTo(json("{\"port\": " + port + "}"));
        // A server that drains says so, and must not be killed for that.
        assertThat(Manifests.at(server, "livenessProbe", "grpc"))
                .isEqualTo(json("{\"port\": " + port + ", \"service\": \"liveness\"}"));
        JsonObject startup = server.getAsJsonObject("startupProbe");
        assertThat(Duration.ofSeconds(startup.get("failureThreshold").getAsLong()
                        * startup.get("periodSeconds").getAsLong()))
                .isGreaterThan(settings.lifecycle().warmUp().multipliedBy(2).plusMinutes(1));
    }

    @ParameterizedTest
    @EnumSource
    void portsAreThoseOfTheConfiguration(ValueSet set) throws Exception {
        Manifests manifests = HelmChart.render(set.text());
        ServerSettings settings = load(manifests).serverSettings();
        manifests.server().getAsJsonArray("ports").forEach(each -> {
            JsonObject port = each.getAsJsonObject();
            int expected = switch (port.get("name").getAsString()) {
                case "grpc" -> settings.listen().port();
                case "health" -> settings.listen().healthPort();
                case "metrics" -> settings.telemetry().metricsPort();
                default -> throw new AssertionError(port.toString());
            };
            assertThat(port.get("containerPort").getAsInt()).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @EnumSource
    void memoryIsBoundedAndTheHeapFitsIn(ValueSet set) throws Exception {
        Manifests manifests = HelmChart.render(set.text());
        JsonObject resources = manifests.server().getAsJsonObject("resources");
        String limit = Manifests.at(resources, "limits", "memory").getAsString();
        assertThat(Manifests.at(resources, "requests", "memory").getAsString()).isEqualTo(limit);
        assertThat(Manifests.at(resources, "requests", "cpu").getAsString()).isNotEmpty();
        assertThat(Manifests.at(resources, "limits", "ephemeral-storage").getAsString())
                .isNotEmpty();
        long memory = Quantity.fromString(limit).getNumber().longValueExact();
        ServerSettings settings = load(manifests).serverSettings();
        long stacks = settings.engine().slots() * settings.engine().guestStackBytes()
                + settings.engine().guestThreads() * (16L << 20);
        assertThat(memory).isGreaterThanOrEqualTo((JvmOptions.heapMib(manifests) << 20) + stacks + (512L << 20));
    }

    @Test
    void aSidecarServesBeforeItsOrchestratorStarts() throws Exception {
        Manifests manifests = HelmChart.render(ValueSet.SIDECAR.text());
        assertThat(manifests.server().get("restartPolicy").getAsString()).isEqualTo("Always");
        assertThat(manifests.server().has("startupProbe")).isTrue();
        assertThat(orchestratorsTarget(manifests)).isEqualTo("127.0.0.1:50051");
    }

    @Test
    void aSocketIsSharedWithTheOrchestratorAndItsGroup() throws Exception {
        Manifests manifests = HelmChart.render(ValueSet.SIDECAR_ON_A_SOCKET.text());
        ServerSettings settings = load(manifests).serverSettings();
        assertThat(orchestratorsTarget(manifests))
                .isEqualTo("unix:" + settings.listen().socket());
        assertThat(settings.listen().socketPermissions().toString()).contains("GROUP_READ", "GROUP_WRITE");
        JsonObject orchestrator = orchestrator(manifests);
        assertThat(orchestrator.getAsJsonArray("volumeMounts"))
                .isEqualTo(json("[{\"name\": \"socket\", \"mountPath\": \"/run/agent-core\"}]"));
    }

    private static JsonObject orchestrator(Manifests manifests) {
        return Manifests.at(manifests.pod(), "spec", "containers")
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
    }

    private static String orchestratorsTarget(Manifests manifests) {
        JsonObject first = orchestrator(manifests).getAsJsonArray("env").get(0).getAsJsonObject();
        assertThat(first.get("name").getAsString()).isEqualTo("AGENT_CORE_TARGET");
        return first.get("value").getAsString();
    }

    private static JsonElement json(String text) {
        return JsonParser.parseString(text);
    }

    private Configuration load(Manifests manifests) throws Exception {
        Path file = folder.resolve("agent-core.yaml");
        Files.writeString(file, manifests.configuration());
        return Configuration.load(Map.of(), Map.of(), file);
    }
}
