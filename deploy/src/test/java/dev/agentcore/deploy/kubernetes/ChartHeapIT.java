// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The finished server with what the chart gives it: its configuration, its heap, and its probes. */
@Timeout(180)
final class ChartHeapIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shape: sidecar",
                "{shape: sidecar, engine: {slots: 12}}",
                "{shape: sidecar, engine: {slots: 3}, programs: {memoryMiB: 64, maxMemoryMiB: 64, scratchMiB: 8, maxScratchMiB: 8}}",
            })
    void theHeapHoldsAllSlotsAndTheLargestProgram(String values) throws Exception {
        Manifests manifests = HelmChart.render(values);
        assertThat(logOfAServer(manifests, JvmOptions.heapMib(manifests))).doesNotContain("\"level\":\"WARN\"");
    }

    @Test
    void muchLessWouldNot() throws Exception {
        Manifests manifests = HelmChart.render("{shape: sidecar, engine: {slots: 12}}");
        assertThat(logOfAServer(manifests, JvmOptions.heapMib(manifests) - 128))
                .contains(
                        "\"level\":\"WARN\"",
                        "fits 11 concurrent programs with the default limits, but there are 12 slots");
    }

    private String logOfAServer(Manifests manifests, long heapMib) throws Exception {
        String options = JvmOptions.of(manifests).replaceAll("-Xmx\\d+m", "-Xmx" + heapMib + "m");
        try (PodServer server = PodServer.start(manifests, folder, options, "listen.port=0")) {
            assertThat(server.health("")).isEqualTo(ServingStatus.SERVING);
            assertThat(server.health("liveness")).isEqualTo(ServingStatus.SERVING);
            assertThat(server.end()).isZero();
            String log = server.log();
            assertThat(log).contains("-Xmx" + heapMib + "m");
            return log;
        }
    }
}
