// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import dev.agentcore.v1.ExecutionServiceGrpc;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;

/**
 * What the server says of itself when asked ({@code grpc.health.v1}), for the whole of it and for its one service: not
 * serving until told otherwise. As {@link #LIVENESS} it serves until the process ends: a supervisor that restarts what does
 * not, must not restart a server that starts or drains. Safe for use by many threads.
 */
final class Health {
    /** What to ask for to hear whether the server is there at all. */
    static final String LIVENESS = "liveness";

    private final HealthStatusManager manager = new HealthStatusManager();
    private boolean serving;
    private boolean ended;

    Health() {
        tell(false);
        manager.setStatus(LIVENESS, ServingStatus.SERVING);
    }

    BindableService service() {
        return manager.getHealthService();
    }

    /** Says from now on whether it serves. */
    synchronized void tell(boolean now) {
        if (!ended) {
            say(now);
        }
    }

    /** Whether it says that it serves. */
    synchronized boolean isServing() {
        return serving;
    }

    /** Says that it does not serve, whatever it is told from now on. */
    synchronized void end() {
        ended = true;
        say(false);
    }

    private void say(boolean now) {
        serving = now;
        ServingStatus status = now ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        manager.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
        manager.setStatus(ExecutionServiceGrpc.SERVICE_NAME, status);
    }
}
