// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import dev.agentcore.bench.SampleBook;
import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.Output;
import dev.agentcore.client.PythonExecution;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.v1.AdminServiceGrpc;
import dev.agentcore.v1.CancelExecutionRequest;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.Random;

/**
 * Stops endless programs of a server, as an operator does: from the call of {@code CancelExecution} until the caller of the
 * program has its end. Not thread-safe.
 */
final class Stops implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int LEAST_MILLIS = 20;
    private static final int MORE_MILLIS = 60;

    private final AgentCoreClient client;
    private final ManagedChannel channel;
    private final AdminServiceGrpc.AdminServiceFutureStub admin;
    private final Random random = new Random(1);
    private final SampleBook<EndlessProgram> millis;

    /**
     * @param target the server's, whose callers are all operators
     * @param millis gets the milliseconds, by program
     */
    Stops(String target, SampleBook<EndlessProgram> millis) {
        this.millis = millis;
        client = AgentCoreClient.connect(target);
        channel = Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                .build();
        admin = AdminServiceGrpc.newFutureStub(channel);
    }

    /** Starts a program and stops it at a random moment after it has begun to loop. */
    void measure(EndlessProgram program) throws InterruptedException {
        millis.add(program, stop(program) / 1e6);
    }

    /** Stops one of them, which does not count. */
    void warmUp(EndlessProgram program) throws InterruptedException {
        long unused = stop(program);
    }

    private long stop(EndlessProgram program) throws InterruptedException {
        long asked = 0;
        String id = "";
        try (PythonExecution execution = client.execute(PythonProgram.builder(program.source())
                .wallTime(LONGEST)
                .cpuTime(LONGEST)
                .build())) {
            for (ExecutionEvent event : execution) {
                if (event instanceof ExecutionEvent.Started started) {
                    id = started.executionId();
                } else if (event instanceof Output && asked == 0) {
                    Thread.sleep(LEAST_MILLIS + random.nextInt(MORE_MILLIS));
                    asked = System.nanoTime();
                    var unused = admin.cancelExecution(CancelExecutionRequest.newBuilder()
                            .setExecutionId(id)
                            .build());
                } else if (event instanceof ExecutionEvent.Finished finished) {
                    long took = System.nanoTime() - asked;
                    if (asked == 0 || finished.outcome() != Outcome.CANCELLED) {
                        throw new IllegalStateException("%s ended as %s".formatted(program.name(), finished.outcome()));
                    }
                    return took;
                }
            }
        }
        throw new IllegalStateException(program.name() + " has no end");
    }

    @Override
    public void close() {
        client.close();
        channel.shutdownNow();
    }
}
