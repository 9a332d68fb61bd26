// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.server.AgentCoreServer;
import java.io.IOException;

/** An in-process server for a single program: on a free port of the loopback interface, with one slot. */
final class LocalServer implements AutoCloseable {
    private final AgentCoreServer server;

    private LocalServer(AgentCoreServer server) {
        this.server = server;
    }

    static LocalServer start() throws IOException {
        ServerSettings standard = ServerSettings.defaults();
        return new LocalServer(AgentCoreServer.start(standard.withPort(0)
                .withEngine(standard.engine().withSlots(1))
                .withLifecycle(LifecycleSettings.immediate())));
    }

    /** The address for clients. */
    String target() {
        return "127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    /** Starts a server. */
    interface Starter {
        LocalServer start() throws IOException;
    }
}
