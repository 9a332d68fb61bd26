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
 * The health service on a port of its own, without TLS: a kubelet's probes know neither TLS nor sockets in the file system,
 * and call a pod by its address though the server may listen on the loopback interface only. Nothing else can be called
 * here. Confined to one thread.
 */
final class HealthPort implements AutoCloseable {
    /** What is asked here has a few bytes. */
    private static final int MAX_REQUEST_BYTES = 4096;

    private static final int CALLS_PER_CONNECTION = 10;

    /** Probes connect anew for each question; who stays makes room for others now and then. */
    private static final long CONNECTION_MINUTES = 5;

    private final ListenSettings settings;
    private final BindableService health;
    private @Nullable Server server;

    /** Not open yet, and never if the settings name no port. */
    HealthPort(ListenSettings settings, BindableService health) {
        this.settings = settings;
        this.health = health;
    }

    /**
     * Opens it.
     *
     * @throws IOException if it cannot listen there
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
