// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import dev.agentcore.v1.ExecutionServiceGrpc;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;

/**
 * The health service ({@code grpc.health.v1}), for the whole server and for its service. The status is NOT_SERVING until
 * {@link #setServing}. The service {@link #LIVENESS} is SERVING until the process ends: a supervisor that restarts servers by
 * their liveness must not restart one that starts or drains. Thread-safe.
 */
final class Health {
    /** The service name for liveness probes. */
    static final String LIVENESS = "liveness";

    private final HealthStatusManager manager = new HealthStatusManager();
    private boolean serving;
    private boolean ended;

    Health() {
        setServing(false);
        manager.setStatus(LIVENESS, ServingStatus.SERVING);
    }

    BindableService service() {
        return manager.getHealthService();
    }

    /** Sets the status; has no effect after {@link #end}. */
    synchronized void setServing(boolean now) {
        if (!ended) {
            publish(now);
        }
    }

    /** Whether the status is SERVING. */
    synchronized boolean isServing() {
        return serving;
    }

    /** Sets the status to NOT_SERVING for good. */
    synchronized void end() {
        ended = true;
        publish(false);
    }

    private void publish(boolean now) {
        serving = now;
        ServingStatus status = now ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        manager.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
        manager.setStatus(ExecutionServiceGrpc.SERVICE_NAME, status);
    }
}
