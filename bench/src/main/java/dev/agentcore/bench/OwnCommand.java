// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** The command line of this JVM, for starting the same program in another JVM. */
final class OwnCommand {
    private final Workspace workspace;

    OwnCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    List<String> with(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(workspace.java().toString());
        // These include the options of the file jvm.options.
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bench.class.getName()));
        command.addAll(arguments);
        return command;
    }
}
