// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import dev.agentcore.config.ListenSettings;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The dedicated plaintext port of the health service, which serves nothing else. A kubelet's probes support neither TLS nor
 * Unix domain sockets, and call the pod's address, while the server may listen on the loopback interface only. Not
 * thread-safe.
 */
final class HealthPort implements AutoCloseable {
    /** Health requests have a few bytes. */
    private static final int MAX_REQUEST_BYTES = 4096;

    private static final int CALLS_PER_CONNECTION = 10;

    /** Probes open a connection for each request; long-lived connections are closed to make room. */
    private static final long CONNECTION_MINUTES = 5;

    private final ListenSettings settings;
    private final BindableService health;
    private @Nullable Server server;

    /** Does not open the port yet; {@link #open} does nothing if the settings name no port. */
    HealthPort(ListenSettings settings, BindableService health) {
        this.settings = settings;
        this.health = health;
    }

    /**
     * Opens the port.
     *
     * @throws IOException if it cannot listen on the port
     */
    void open() throws IOException {
        if (settings.healthPort() == 0) {
            return;
        }
        var address = new InetSocketAddress(InetAddress.getByName(settings.healthHost()), settings.healthPort());
        server = NettyServerBuilder.forAddress(address)
                .directExecutor()
                .maxInboundMessageSize(MAX_REQUEST_BYTES)
                .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
                .maxConnectionAge(CONNECTION_MINUTES, TimeUnit.MINUTES)
                .maxConnectionAgeGrace(1, TimeUnit.SECONDS)
                .addService(health)
                .build()
                .start();
    }

    @Override
    public void close() {
        if (server != null) {
            server.shutdownNow();
        }
    }
}
