package dev.agentcore.config;

import dev.agentcore.execution.Bounds;

/**
 * What of a server can be measured, and by whom.
 *
 * @param metricsHost the name or address of the interface where metrics can be read; not empty
 * @param metricsPort the port where they can be read, 1 to 65,535; 0 for nowhere
 * @param variables what the environment says to OpenTelemetry
 */
public record TelemetrySettings(String metricsHost, int metricsPort, OpenTelemetryVariables variables) {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public TelemetrySettings {
        if (metricsHost.isBlank()) {
            throw new IllegalArgumentException("metricsHost must not be empty");
        }
        Bounds.check("metricsPort", metricsPort, 0, 65_535);
    }

    /** Nothing, by nobody. */
    public static TelemetrySettings none() {
        return new TelemetrySettings("127.0.0.1", 0, OpenTelemetryVariables.none());
    }

    /** The same with metrics that can be read on a port of the same interface. */
    public TelemetrySettings withMetricsPort(int other) {
        return new TelemetrySettings(metricsHost, other, variables);
    }

    /** The same with another environment. */
    public TelemetrySettings withVariables(OpenTelemetryVariables other) {
        return new TelemetrySettings(metricsHost, metricsPort, other);
    }
}
