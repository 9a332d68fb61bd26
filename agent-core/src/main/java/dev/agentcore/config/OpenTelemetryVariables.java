package dev.agentcore.config;

import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The variables of the environment that are OpenTelemetry's own, which all of its SDKs read. Some may hold secrets, so
 * their values are never written out. Immutable.
 *
 * @param values by name, none of them empty
 */
public record OpenTelemetryVariables(Map<String, String> values) {
    private static final String PREFIX = "OTEL_";

    /** Copies them. */
    public OpenTelemetryVariables {
        values = Map.copyOf(values);
    }

    /** There are none. */
    public static OpenTelemetryVariables none() {
        return new OpenTelemetryVariables(Map.of());
    }

    /** Those of an environment. One that is empty counts as one that is not there, as OpenTelemetry has it. */
    public static OpenTelemetryVariables of(Map<String, String> environment) {
        return new OpenTelemetryVariables(environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(PREFIX))
                .filter(variable -> !variable.getValue().isBlank())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Their names. */
    @Override
    public String toString() {
        return new TreeSet<>(values.keySet()).toString();
    }
}
