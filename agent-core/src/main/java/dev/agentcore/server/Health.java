package dev.agentcore.server;

import dev.agentcore.v1.ExecutionServiceGrpc;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;

/**
 * What the server says of itself when asked ({@code grpc.health.v1}), for the whole of it and for its one service: not
 * serving until told otherwise. Safe for use by many threads.
 */
final class Health {
    private final HealthStatusManager manager = new HealthStatusManager();

    Health() {
        tell(false);
    }

    BindableService service() {
        return manager.getHealthService();
    }

    /** Says from now on whether it serves. */
    void tell(boolean serving) {
        ServingStatus status = serving ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        manager.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
        manager.setStatus(ExecutionServiceGrpc.SERVICE_NAME, status);
    }

    /** Says that it does not serve, whatever it is told from now on. */
    void end() {
        manager.enterTerminalState();
    }
}
