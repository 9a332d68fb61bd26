// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The manifests in {@code deploy/kubernetes} are the chart's. {@code -Dagent-core.manifests=write} writes them, and has the
 * tests fail so that nobody does it by mistake.
 */
final class PlainManifestsTest {
    private static final Path FOLDER = Path.of("kubernetes");

    @ParameterizedTest
    @CsvSource({
        "pool.yaml, POOL, A pool of servers.",
        "pool-tls.yaml, POOL_WITH_TLS, A pool of servers with TLS.",
        "sidecar.yaml, SIDECAR, 'A server beside an orchestrator, over the loopback interface.'",
        "sidecar-socket.yaml, SIDECAR_SOCKET, 'A server beside an orchestrator, over a Unix domain socket.'",
    })
    void areWhatTheChartRenders(String file, String shape, String title) throws IOException {
        String rendered = "# " + title + " Rendered from deploy/helm/agent-core by its test; README.md tells how.\n"
                + Pattern.compile("^# Source: .*\n", Pattern.MULTILINE)
                        .matcher(HelmChart.template(values(shape)))
                        .replaceAll("");
        Path path = FOLDER.resolve(file);
        boolean write = "write".equals(System.getProperty("agent-core.manifests"));
        if (write) {
            Files.writeString(path, rendered);
        }
        assertThat(Files.readString(path)).isEqualTo(rendered);
        assertThat(write).as("written, and not compared").isFalse();
    }

    private static String values(String shape) {
        return switch (shape) {
            case "POOL_WITH_TLS" -> "security: {tls: {enabled: true}}";
            case "SIDECAR" -> "shape: sidecar";
            case "SIDECAR_SOCKET" -> "{shape: sidecar, sidecar: {transport: socket}}";
            default -> "shape: pool";
        };
    }

    @Test
    void theAutoscalersMetricIsMadeOfMetricsThatTheServerHas() throws IOException {
        Path file = FOLDER.resolve("prometheus-adapter-rules.yaml");
        var rules = Manifests.parse(Files.readString(file)).objects().getFirst().getAsJsonArray("rules");
        assertThat(rules).hasSize(1);
        var rule = rules.get(0).getAsJsonObject();
        assertThat(Manifests.at(rule, "name", "as"))
                .isEqualTo(Manifests.at(HelmChart.render("").only("HorizontalPodAutoscaler"), "spec", "metrics")
                        .getAsJsonArray()
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonObject("pods")
                        .getAsJsonObject("metric")
                        .get("name"));
        String telemetry = Files.readString(Path.of("..", "TELEMETRY.md"));
        Set<String> used = new TreeSet<>();
        for (String query : List.of("seriesQuery", "metricsQuery")) {
            Pattern.compile("agentcore_\\w+")
                    .matcher(rule.get(query).getAsString())
                    .results()
                    .forEach(name -> used.add(name.group()));
        }
        assertThat(used).containsExactly("agentcore_slots", "agentcore_slots_used");
        assertThat(used).allSatisfy(name -> assertThat(telemetry).contains("`" + name + "`"));
    }

    @Test
    void thereAreNoOthers() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "README.md",
                            "pool-tls.yaml",
                            "pool.yaml",
                            "prometheus-adapter-rules.yaml",
                            "sidecar-socket.yaml",
                            "sidecar.yaml");
        }
    }
}
