// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agent-core health}: checks whether a server is serving, for probes and scripts. */
@Command(
        name = "health",
        description = "Prints the health status of a server. The exit code is 0 if the server is serving, otherwise 1.",
        sortOptions = false)
final class HealthCommand implements Callable<Integer> {
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    @Mixin
    private final TargetOptions target;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "Retry for this time until the server is serving: 500ms, 10s, 2m.")
    private Duration timeout = Duration.ZERO;

    private final Streams streams;

    HealthCommand(Streams streams, Map<String, String> environment) {
        this.streams = streams;
        target = new TargetOptions(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        Logging.start();
        ManagedChannel channel = target.open();
        try {
            long begun = System.nanoTime();
            String answer = ask(channel);
            while (!answer.equals("SERVING") && System.nanoTime() - begun < timeout.toNanos()) {
                Thread.sleep(PAUSE);
                // Otherwise gRPC backs off after a refused connection, longer each time.
                channel.resetConnectBackoff();
                answer = ask(channel);
            }
            streams.outWriter().println(answer);
            return answer.equals("SERVING") ? ExitCode.OK : ExitCode.NOT_SERVING;
        } finally {
            channel.shutdownNow();
        }
    }

    private static String ask(ManagedChannel channel) {
        try {
            return HealthGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(ANSWER.toNanos(), TimeUnit.NANOSECONDS)
                    .check(HealthCheckRequest.getDefaultInstance())
                    .getStatus()
                    .name();
        } catch (StatusRuntimeException unanswered) {
            Throwable cause = unanswered.getCause();
            return unanswered.getMessage() + (cause == null ? "" : ": " + cause.getMessage());
        }
    }
}
