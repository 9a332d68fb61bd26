// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The environment variables that OpenTelemetry defines for its SDKs. Values may be secrets and are never printed. Immutable.
 *
 * @param values non-empty values by name
 */
public record OpenTelemetryVariables(Map<String, String> values) {
    private static final String PREFIX = "OTEL_";

    /** Copies the map. */
    public OpenTelemetryVariables {
        values = Map.copyOf(values);
    }

    /** No variables. */
    public static OpenTelemetryVariables none() {
        return new OpenTelemetryVariables(Map.of());
    }

    /** Those of an environment. An empty variable counts as unset, as OpenTelemetry specifies. */
    public static OpenTelemetryVariables of(Map<String, String> environment) {
        return new OpenTelemetryVariables(environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(PREFIX))
                .filter(variable -> !variable.getValue().isBlank())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The names only. */
    @Override
    public String toString() {
        return new TreeSet<>(values.keySet()).toString();
    }
}
