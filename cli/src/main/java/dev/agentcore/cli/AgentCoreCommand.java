// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code agent-core} without a command, which is an error. */
@Command(
        name = "agent-core",
        description = "Runs untrusted Python in a sandbox and streams its output.",
        synopsisSubcommandLabel = "COMMAND")
final class AgentCoreCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: run, serve, health, ps, cancel, config or version");
    }
}
