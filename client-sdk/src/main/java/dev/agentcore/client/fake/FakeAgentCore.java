// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.fake;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.Capabilities;
import dev.agentcore.client.GuestImage;
import dev.agentcore.client.Interpreter;
import dev.agentcore.client.Limits;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.ResultFormat;
import dev.agentcore.client.internal.InProcessService;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * An in-process server for tests of code that uses {@link AgentCoreClient}, without network and Python. The test defines the
 * events of each program. They are sent over gRPC's in-process transport, so the client with its decoding, retries and cancellation
 * is the real one.
 *
 * <pre>{@code
 * try (FakeAgentCore fake = FakeAgentCore.answering(program -> FakeRun.printing("42\n"));
 *         AgentCoreClient client = fake.client()) {
 *     System.out.print(client.run("print(6 * 7)").stdout());
 *     System.out.println(fake.programs().get(0).code());
 * }
 * }</pre>
 *
 * <p>It does not validate requests, with the exception of {@link PythonProgram#image()}, enforce limits, check tokens, retain
 * executions by request id, or wait for slow readers. {@link AgentCoreClient#capabilities()} returns the defaults of a server, with
 * one image named {@code python}. Thread-safe.
 */
public final class FakeAgentCore implements AutoCloseable {
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), 512L << 20, 8L << 20, 0, 64);
    private static final Interpreter INTERPRETER = new Interpreter("fake", "0");
    private static final Capabilities CAPABILITIES = new Capabilities(
            "fake",
            INTERPRETER,
            LIMITS,
            new Limits(Duration.ofMinutes(5), Duration.ofMinutes(5), 1L << 30, 1L << 30, 256L << 20, 64),
            32L << 20,
            2,
            64,
            Set.of(ResultFormat.REPR, ResultFormat.JSON),
            List.of(),
            Duration.ZERO,
            List.of(new GuestImage("python", INTERPRETER, List.of(), true)));

    private final List<PythonProgram> programs = new CopyOnWriteArrayList<>();
    private final AtomicInteger runCount = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final InProcessService service;

    private FakeAgentCore(Function<PythonProgram, FakeRun> runs) {
        service = new InProcessService(
                program -> {
                    programs.add(program);
                    return runs.apply(program).answer("fake-" + runCount.incrementAndGet(), LIMITS, INTERPRETER);
                },
                CAPABILITIES,
                cancelled::incrementAndGet);
    }

    /**
     * Starts a server.
     *
     * @param runs defines the events of a program; must be thread-safe. If it throws, as a failed assertion does, the call fails with
     *     an {@link AgentCoreException} that contains the message
     */
    public static FakeAgentCore answering(Function<PythonProgram, FakeRun> runs) {
        return new FakeAgentCore(Objects.requireNonNull(runs, "runs"));
    }

    /** A new client of this server. The caller must close it. */
    public AgentCoreClient client() {
        return AgentCoreClient.fromChannel(channel());
    }

    /** A new channel to this server. The caller must close it, or the client that owns it. */
    public ManagedChannel channel() {
        return service.channel();
    }

    /** A copy of the list of received programs, including retries, in the order of arrival. */
    public List<PythonProgram> programs() {
        return List.copyOf(programs);
    }

    /** The number of calls that were cancelled or exceeded their deadline. */
    public int cancelledCalls() {
        return cancelled.get();
    }

    /** Stops the server and ends all calls. Idempotent. */
    @Override
    public void close() {
        service.close();
    }
}
