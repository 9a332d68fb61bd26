// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.observability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where metrics and traces go: nowhere, unless somebody says so. Immutable.
 *
 * <p>What says so is a port for metrics; a variable {@code OTEL_METRICS_EXPORTER} or {@code OTEL_TRACES_EXPORTER} with
 * another value than {@code none}; or, where that one is not there, an endpoint for OTLP. {@code OTEL_SDK_DISABLED=true}
 * says nowhere whatever else is said.
 *
 * @param variables OpenTelemetry's own, as in the environment
 * @param metricsHost the interface where metrics can be read
 * @param metricsPort the port where they can be read, in Prometheus's format; 0 for none
 */
public record Exporters(Map<String, String> variables, String metricsHost, int metricsPort) {
    private static final String NONE = "none";
    private static final String PROMETHEUS = "prometheus";
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /** Copies the variables. */
    public Exporters {
        variables = Map.copyOf(variables);
    }

    /** Whether there is any. */
    public boolean any() {
        boolean disabled = "true".equalsIgnoreCase(variables.get("OTEL_SDK_DISABLED"));
        return !disabled && !(metrics().equals(NONE) && traces().equals(NONE));
    }

    /** What makes them, in the words of OpenTelemetry's properties. */
    Map<String, String> properties() {
        var properties = new LinkedHashMap<String, String>();
        properties.put("otel.exporter.prometheus.host", metricsHost);
        variables.forEach(
                (name, value) -> properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
        properties.put("otel.traces.exporter", traces());
        properties.put("otel.metrics.exporter", metrics());
        // Logs go where the operator has them go; this server hands none to OpenTelemetry.
        properties.put("otel.logs.exporter", NONE);
        if (metricsPort != 0) {
            properties.put("otel.exporter.prometheus.host", metricsHost);
            properties.put("otel.exporter.prometheus.port", String.valueOf(metricsPort));
        }
        return properties;
    }

    private String traces() {
        return said("OTEL_TRACES_EXPORTER", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    }

    private String metrics() {
        String said = said("OTEL_METRICS_EXPORTER", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT");
        List<String> exporters = new ArrayList<>(List.of(said.split("\\s*,\\s*")));
        if (metricsPort == 0 || exporters.contains(PROMETHEUS)) {
            return said;
        }
        exporters.remove(NONE);
        exporters.add(PROMETHEUS);
        return String.join(",", exporters);
    }

    private String said(String exporter, String endpoint) {
        String named = variables.get(exporter);
        if (named != null) {
            return named.strip().toLowerCase(Locale.ROOT);
        }
        return variables.containsKey(ENDPOINT) || variables.containsKey(endpoint) ? "otlp" : NONE;
    }
}
