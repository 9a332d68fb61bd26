// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import dev.agentcore.execution.Bounds;

/**
 * Metrics and traces. Immutable.
 *
 * @param metricsHost the host name or address of the metrics endpoint; not empty
 * @param metricsPort the port of the metrics endpoint, 1 to 65,535; 0 disables it
 * @param variables the environment's variables for OpenTelemetry
 */
public record TelemetrySettings(String metricsHost, int metricsPort, OpenTelemetryVariables variables) {
    /** The range of {@code metricsPort}. */
    public static final Bounds<Integer> METRICS_PORT = new Bounds<>(0, 65_535);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range, naming it
     */
    public TelemetrySettings {
        if (metricsHost.isBlank()) {
            throw new IllegalArgumentException("metricsHost must not be empty");
        }
        METRICS_PORT.check("metricsPort", metricsPort);
    }

    /** No metrics endpoint, and no exporters. */
    public static TelemetrySettings none() {
        return new TelemetrySettings("127.0.0.1", 0, OpenTelemetryVariables.none());
    }

    /** A copy with a metrics endpoint on a port of the same interface. */
    public TelemetrySettings withMetricsPort(int other) {
        return new TelemetrySettings(metricsHost, other, variables);
    }

    /** A copy with another environment. */
    public TelemetrySettings withVariables(OpenTelemetryVariables other) {
        return new TelemetrySettings(metricsHost, metricsPort, other);
    }
}
