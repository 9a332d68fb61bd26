// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import dev.agentcore.config.AuditSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.config.TelemetrySettings;
import dev.agentcore.execution.ExecutionEngine;
import dev.agentcore.execution.RunObserver;
import dev.agentcore.grpc.CallWatch;
import dev.agentcore.telemetry.AuditLog;
import dev.agentcore.telemetry.Exporters;
import dev.agentcore.telemetry.RunTelemetry;
import dev.agentcore.telemetry.TelemetrySdk;
import io.grpc.ServerInterceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What watches a server's calls and runs because an operator wants it: telemetry and the audit log. Where nobody does, there
 * is nothing in a call's way and nothing is loaded. Safe for use by many threads.
 */
final class Observation implements AutoCloseable {
    private final @Nullable TelemetrySdk sdk;
    private final List<RunObserver> observers;
    private final List<ServerInterceptor> interceptors;

    private Observation(@Nullable TelemetrySdk sdk, List<RunObserver> observers, List<ServerInterceptor> interceptors) {
        this.sdk = sdk;
        this.observers = observers;
        this.interceptors = interceptors;
    }

    /**
     * Starts it.
     *
     * @param serving whether the server says that it serves
     * @param version this server's
     * @throws IllegalArgumentException if telemetry cannot be as it is asked for, in one line
     */
    static Observation start(ServerSettings settings, ExecutionEngine engine, BooleanSupplier serving, String version) {
        var observers = new ArrayList<RunObserver>();
        AuditSettings audit = settings.audit();
        if (audit.file() != null) {
            observers.add(new AuditLog(audit.includeCode(), CallWatch::peer));
        }
        TelemetrySdk sdk = sdk(settings.telemetry(), version);
        if (sdk != null) {
            // The last hears of a run first, so that the others are in the context of its call.
            observers.add(new RunTelemetry(sdk.openTelemetry(), engine, serving));
        }
        var interceptors = new ArrayList<ServerInterceptor>();
        if (!observers.isEmpty()) {
            interceptors.add(new CallWatch(observers));
        }
        if (sdk != null) {
            interceptors.add(new CallTelemetry(sdk.openTelemetry()));
        }
        return new Observation(sdk, List.copyOf(observers), List.copyOf(interceptors));
    }

    private static @Nullable TelemetrySdk sdk(TelemetrySettings settings, String version) {
        var exporters = new Exporters(settings.variables().values(), settings.metricsHost(), settings.metricsPort());
        return exporters.any() ? TelemetrySdk.start(exporters, version) : null;
    }

    /** Those who watch runs, in the order in which they are to be asked. */
    List<RunObserver> observers() {
        return observers;
    }

    /** Those who watch calls: the last is to be the first to hear of one. */
    List<ServerInterceptor> interceptors() {
        return interceptors;
    }

    /** Sends what was measured last. To be called after the last call. */
    @Override
    public void close() {
        if (sdk != null) {
            sdk.close();
        }
    }
}
