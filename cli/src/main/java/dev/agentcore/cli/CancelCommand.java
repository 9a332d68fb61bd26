// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.v1.CancelExecutionRequest;
import dev.agentcore.v1.CancelExecutionResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code agent-core cancel}: cancels an execution on a server. */
@Command(
        name = "cancel",
        description =
                "Cancels a running or queued execution of a server. Requires operator permission (admin.operators).",
        sortOptions = false)
final class CancelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The execution's id, from 'agent-core ps' or the server's log.")
    private String id = "";

    @Mixin
    private final TargetOptions target;

    CancelCommand(Map<String, String> environment) {
        target = new TargetOptions(environment);
    }

    @Override
    public Integer call() {
        Logging.start();
        CancelExecutionResponse unused = AdminCall.on(
                target,
                admin -> admin.cancelExecution(
                        CancelExecutionRequest.newBuilder().setExecutionId(id).build()));
        return ExitCode.OK;
    }
}
