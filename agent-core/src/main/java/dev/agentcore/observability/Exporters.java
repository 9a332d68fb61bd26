// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.observability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The exporters of metrics and traces; none by default. Immutable.
 *
 * <p>Export is enabled by a port for metrics; by {@code OTEL_METRICS_EXPORTER} or {@code OTEL_TRACES_EXPORTER} with a value
 * other than {@code none}; or, if that variable is not set, by an OTLP endpoint. {@code OTEL_SDK_DISABLED=true} disables
 * everything.
 *
 * @param variables OpenTelemetry's environment variables
 * @param metricsHost the interface of the metrics endpoint
 * @param metricsPort the port of the metrics endpoint, in Prometheus's format; 0 for none
 */
public record Exporters(Map<String, String> variables, String metricsHost, int metricsPort) {
    private static final String NONE = "none";
    private static final String PROMETHEUS = "prometheus";
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /** Copies the variables. */
    public Exporters {
        variables = Map.copyOf(variables);
    }

    /** Whether anything is exported. */
    public boolean any() {
        boolean disabled = "true".equalsIgnoreCase(variables.get("OTEL_SDK_DISABLED"));
        return !disabled && !(metrics().equals(NONE) && traces().equals(NONE));
    }

    /** The exporters as OpenTelemetry's properties. */
    Map<String, String> properties() {
        var properties = new LinkedHashMap<String, String>();
        properties.put("otel.exporter.prometheus.host", metricsHost);
        variables.forEach(
                (name, value) -> properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
        properties.put("otel.traces.exporter", traces());
        properties.put("otel.metrics.exporter", metrics());
        // Logs go where the logging configuration sends them, not to OpenTelemetry.
        properties.put("otel.logs.exporter", NONE);
        if (metricsPort != 0) {
            properties.put("otel.exporter.prometheus.host", metricsHost);
            properties.put("otel.exporter.prometheus.port", String.valueOf(metricsPort));
        }
        return properties;
    }

    private String traces() {
        return exporter("OTEL_TRACES_EXPORTER", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    }

    private String metrics() {
        String configured = exporter("OTEL_METRICS_EXPORTER", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT");
        List<String> exporters = new ArrayList<>(List.of(configured.split("\\s*,\\s*")));
        if (metricsPort == 0 || exporters.contains(PROMETHEUS)) {
            return configured;
        }
        exporters.remove(NONE);
        exporters.add(PROMETHEUS);
        return String.join(",", exporters);
    }

    private String exporter(String variable, String endpoint) {
        String named = variables.get(variable);
        if (named != null) {
            return named.strip().toLowerCase(Locale.ROOT);
        }
        return variables.containsKey(ENDPOINT) || variables.containsKey(endpoint) ? "otlp" : NONE;
    }
}
