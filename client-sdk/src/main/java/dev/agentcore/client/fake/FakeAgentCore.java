package dev.agentcore.client.fake;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.Capabilities;
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
 * A server for the tests of code that uses {@link AgentCoreClient}: in the test's process, without a network, and without
 * Python. It tells of each program what the test says, over gRPC's in-process transport: so the client, its decoding of
 * output, its retries and its cancellation are the real ones.
 *
 * <pre>{@code
 * try (FakeAgentCore fake = FakeAgentCore.answering(program -> FakeRun.printing("42\n"));
 *         AgentCoreClient client = fake.client()) {
 *     System.out.print(client.run("print(6 * 7)").stdout());
 *     System.out.println(fake.programs().get(0).code());
 * }
 * }</pre>
 *
 * <p>What it does not do: it checks no bounds, enforces no limits, asks for no tokens, remembers no request ids, and sends
 * output without waiting for a slow reader. {@link AgentCoreClient#capabilities()} tells a server's defaults. Thread-safe.
 */
public final class FakeAgentCore implements AutoCloseable {
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), 256L << 20, 8L << 20, 0);
    private static final Interpreter INTERPRETER = new Interpreter("fake", "0");
    private static final Capabilities CAPABILITIES = new Capabilities(
            "fake",
            INTERPRETER,
            LIMITS,
            new Limits(Duration.ofMinutes(5), Duration.ofMinutes(5), 1L << 30, 1L << 30, 256L << 20),
            16L << 20,
            2,
            64,
            Set.of(ResultFormat.REPR, ResultFormat.JSON),
            List.of(),
            Duration.ZERO);

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
     * A server that serves from now on.
     *
     * @param runs says what becomes of a program; called by several threads. What it throws, such as a failed assertion, is
     *     in the message of the call's {@link AgentCoreException}
     */
    public static FakeAgentCore answering(Function<PythonProgram, FakeRun> runs) {
        return new FakeAgentCore(Objects.requireNonNull(runs, "runs"));
    }

    /** A new client of this server, to be closed by the caller. */
    public AgentCoreClient client() {
        return AgentCoreClient.fromChannel(channel());
    }

    /** A new channel to this server, to be closed by the caller, or by a client that is made of it. */
    public ManagedChannel channel() {
        return service.channel();
    }

    /** The programs that have come, retries included, in their order; a copy. */
    public List<PythonProgram> programs() {
        return List.copyOf(programs);
    }

    /** How many calls were cancelled by their callers, or had their deadline pass. */
    public int cancelledCalls() {
        return cancelled.get();
    }

    /** Breaks off all calls. Idempotent. */
    @Override
    public void close() {
        service.close();
    }
}
