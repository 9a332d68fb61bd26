// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The program behind {@code bench/run}. */
public final class Bench {
    private Bench() {}

    /** Runs the named benchmarks, or all. Exit code: 0, 1 if one failed, 2 on a usage error. */
    public static void main(String[] args) {
        Workspace workspace = Workspace.current();
        var command = new BenchCommand(workspace, Benchmarks.ours(workspace), System.out, System.err);
        var commandLine = new CommandLine(command);
        commandLine.getCommandSpec().addOption(help());
        System.exit(commandLine.execute(args));
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Say this and exit.")
                .build();
    }
}
