// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExportersTest {
    private static final Map<String, String> NOBODY = Map.of();

    @Test
    void thereAreNoneUnlessSomebodyAsks() {
        assertThat(exporters(NOBODY, 0).any()).isFalse();
        assertThat(exporters(Map.of("OTEL_SERVICE_NAME", "x", "OTEL_EXPORTER_OTLP_HEADERS", "a=b"), 0)
                        .any())
                .isFalse();
        assertThat(exporters(Map.of("OTEL_TRACES_EXPORTER", "none", "OTEL_METRICS_EXPORTER", "None"), 0)
                        .any())
                .isFalse();
    }

    @Test
    void aPortIsForMetrics() {
        assertThat(exporters(NOBODY, 9464).any()).isTrue();
        assertThat(exporters(NOBODY, 9464).properties())
                .containsEntry("otel.metrics.exporter", "prometheus")
                .containsEntry("otel.exporter.prometheus.host", "127.0.0.1")
                .containsEntry("otel.exporter.prometheus.port", "9464")
                .containsEntry("otel.traces.exporter", "none")
                .containsEntry("otel.logs.exporter", "none");
    }

    @Test
    void anEndpointIsForBothUnlessOneIsToGoElsewhere() {
        var endpoint = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317");
        assertThat(exporters(endpoint, 0).any()).isTrue();
        assertGoTo("otlp", "otlp", endpoint, 0);
        assertGoTo("otlp", "otlp,prometheus", endpoint, 9464);
        assertGoTo("otlp", "none", Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://x"), 0);
        assertGoTo("none", "otlp", Map.of("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://x"), 0);
        assertGoTo(
                "otlp", "none", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://x", "OTEL_METRICS_EXPORTER", "none"), 0);
    }

    @Test
    void anExporterIsUsedAsItIsNamed() {
        assertGoTo("otlp", "none", Map.of("OTEL_TRACES_EXPORTER", "otlp"), 0);
        assertGoTo("none", "prometheus", Map.of("OTEL_METRICS_EXPORTER", "prometheus"), 0);
        assertGoTo("none", "prometheus", Map.of("OTEL_METRICS_EXPORTER", "prometheus"), 9464);
    }

    @Test
    void metricsAreNotShownToOtherMachinesUnlessAVariableSaysSo() {
        assertThat(exporters(Map.of("OTEL_METRICS_EXPORTER", "prometheus"), 0).properties())
                .containsEntry("otel.exporter.prometheus.host", "127.0.0.1");
        assertThat(exporters(Map.of("OTEL_METRICS_EXPORTER", "prometheus", "OTEL_EXPORTER_PROMETHEUS_HOST", "::"), 0)
                        .properties())
                .containsEntry("otel.exporter.prometheus.host", "::");
    }

    @Test
    void aDisabledSdkExportsNothing() {
        assertThat(exporters(Map.of("OTEL_SDK_DISABLED", "TRUE"), 9464).any()).isFalse();
    }

    private static void assertGoTo(String traces, String metrics, Map<String, String> variables, int port) {
        assertThat(exporters(variables, port).any()).isTrue();
        assertThat(exporters(variables, port).properties())
                .containsEntry("otel.traces.exporter", traces)
                .containsEntry("otel.metrics.exporter", metrics);
    }

    private static Exporters exporters(Map<String, String> variables, int port) {
        return new Exporters(variables, "127.0.0.1", port);
    }
}
