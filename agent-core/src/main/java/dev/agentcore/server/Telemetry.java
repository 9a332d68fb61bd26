// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import dev.agentcore.config.AuditSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.config.TelemetrySettings;
import dev.agentcore.execution.RunObserver;
import dev.agentcore.execution.engine.ExecutionEngine;
import dev.agentcore.face.grpc.call.CallTelemetry;
import dev.agentcore.observability.AuditLog;
import dev.agentcore.observability.Exporters;
import dev.agentcore.observability.RunTelemetry;
import dev.agentcore.observability.TelemetrySdk;
import io.grpc.ServerInterceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The observers that an operator enabled: telemetry and the audit log. If none is enabled, calls have no overhead and the SDK
 * is not loaded. Thread-safe.
 */
final class Telemetry implements AutoCloseable {
    private final @Nullable TelemetrySdk sdk;
    private final List<RunObserver> observers;

    private Telemetry(@Nullable TelemetrySdk sdk, List<RunObserver> observers) {
        this.sdk = sdk;
        this.observers = observers;
    }

    /**
     * Starts telemetry.
     *
     * @param serving whether health is SERVING
     * @param version this server's version
     * @throws IllegalArgumentException if telemetry is configured incorrectly; the message has one line
     */
    static Telemetry start(ServerSettings settings, ExecutionEngine engine, BooleanSupplier serving, String version) {
        var observers = new ArrayList<RunObserver>();
        TelemetrySdk sdk = sdk(settings.telemetry(), version);
        if (sdk != null) {
            // First: the others log in the context of the run's call.
            observers.add(new RunTelemetry(sdk.openTelemetry(), engine, serving));
        }
        AuditSettings audit = settings.audit();
        if (audit.file() != null) {
            observers.add(new AuditLog(audit.includeCode()));
        }
        return new Telemetry(sdk, List.copyOf(observers));
    }

    private static @Nullable TelemetrySdk sdk(TelemetrySettings settings, String version) {
        var exporters = new Exporters(settings.variables().values(), settings.metricsHost(), settings.metricsPort());
        return exporters.any() ? TelemetrySdk.start(exporters, version) : null;
    }

    /** The observers of runs, in the order in which they see a run. */
    List<RunObserver> observers() {
        return observers;
    }

    /** The observer of calls; null if there is none. */
    @Nullable
    ServerInterceptor calls() {
        return sdk == null ? null : new CallTelemetry(sdk.openTelemetry());
    }

    /** Sends the last measurements. Must be called after the last call. */
    @Override
    public void close() {
        if (sdk != null) {
            sdk.close();
        }
    }
}
