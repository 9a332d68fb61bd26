// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.config.ByteSize;
import dev.agentcore.config.DurationText;
import dev.agentcore.v1.Execution;
import dev.agentcore.v1.ExecutionState;
import dev.agentcore.v1.ListExecutionsRequest;
import dev.agentcore.v1.ListExecutionsResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agent-core ps}: lists the executions on a server. */
@Command(
        name = "ps",
        description =
                "Lists the running and queued executions of a server. Requires operator permission (admin.operators).",
        sortOptions = false)
final class PsCommand implements Callable<Integer> {
    private static final String ROW = "%-36s  %-7s  %10s  %10s  %10s  %-16s  %s";

    @Mixin
    private final TargetOptions target;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "The maximum number of executions, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int limit;

    private final Streams streams;

    PsCommand(Streams streams, Map<String, String> environment) {
        this.streams = streams;
        target = new TargetOptions(environment);
    }

    @Override
    public Integer call() {
        Logging.start();
        ListExecutionsResponse list = AdminCall.on(
                target,
                admin -> admin.listExecutions(
                        ListExecutionsRequest.newBuilder().setLimit(limit).build()));
        var out = streams.outWriter();
        out.println(ROW.formatted("ID", "STATE", "AGE", "RUNNING", "MEMORY", "TENANT", "LABELS"));
        list.getExecutionsList().forEach(execution -> out.println(row(execution)));
        int more = list.getTotalCount() - list.getExecutionsCount();
        if (more > 0) {
            streams.complain(more + " more executions are not shown; see --limit");
        }
        return ExitCode.OK;
    }

    private static String row(Execution execution) {
        boolean running = execution.getState() == ExecutionState.EXECUTION_STATE_RUNNING;
        return ROW.formatted(
                        execution.getExecutionId(),
                        running ? "running" : "waiting",
                        time(execution.getAge()),
                        running ? time(execution.getRunningTime()) : "-",
                        new ByteSize(execution.getLimits().getMemoryBytes()),
                        printable(execution.getTenant()),
                        printable(labels(execution)))
                .stripTrailing();
    }

    private static String labels(Execution execution) {
        return new TreeMap<>(execution.getLabelsMap())
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(" "));
    }

    /** Callers choose this text, which may contain control sequences of a terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{C}", "?");
    }

    private static String time(com.google.protobuf.Duration time) {
        return DurationText.format(Duration.ofSeconds(time.getSeconds(), time.getNanos()));
    }
}
