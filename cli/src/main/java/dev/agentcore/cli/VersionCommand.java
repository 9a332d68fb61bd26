// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.server.AgentCoreServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code agent-core version}: prints the version, for bug reports. */
@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Callable<Integer> {
    private final Streams streams;

    VersionCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        streams.outWriter().println("agent-core " + AgentCoreServer.version() + " on Java " + Runtime.version());
        return ExitCode.OK;
    }
}
