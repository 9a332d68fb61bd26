// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** The command that this program was started with, to start it again in a JVM of its own. */
final class OwnCommand {
    private final Workspace workspace;

    OwnCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    List<String> with(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(workspace.java().toString());
        // Those of the file jvm.options are among them.
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bench.class.getName()));
        command.addAll(arguments);
        return command;
    }
}
