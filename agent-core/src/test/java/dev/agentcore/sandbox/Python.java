package dev.agentcore.sandbox;

import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.OutputSink;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.guest.PythonGuest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The real interpreter, for tests: one runtime for the whole JVM, each run on a thread with a deep stack. */
public final class Python {
    private static final long STACK_BYTES = 64 << 20;
    private static final ChicoryPythonRuntime RUNTIME = new ChicoryPythonRuntime(PythonGuest.load());

    private Python() {}

    /** The runtime that all tests share. */
    public static ChicoryPythonRuntime runtime() {
        return RUNTIME;
    }

    /** Runs a program under the standard limits. */
    public static Run run(String code) {
        return run(PythonProgram.of(code));
    }

    /** Runs a program under the standard limits. */
    public static Run run(PythonProgram program) {
        return run(program, LimitsPolicy.standard().defaults());
    }

    /** Runs a program. */
    public static Run run(PythonProgram program, Limits limits) {
        return run(program, limits, Cancellation.never());
    }

    /** Runs a program that somebody may stop. */
    public static Run run(PythonProgram program, Limits limits, Cancellation cancellation) {
        var stdout = new ByteArrayOutputStream();
        var stderr = new ByteArrayOutputStream();
        ExecutionResult result = run(
                program,
                limits,
                cancellation,
                (stream, data, offset) -> (stream == OutputStreamName.STDOUT ? stdout : stderr).writeBytes(data));
        return new Run(result, stdout.toString(StandardCharsets.UTF_8), stderr.toString(StandardCharsets.UTF_8));
    }

    /** Runs a program whose output goes to {@code sink}. */
    public static ExecutionResult run(
            PythonProgram program, Limits limits, Cancellation cancellation, OutputSink sink) {
        var request = new ExecutionRequest(ExecutionId.random(), program, limits, Map.of());
        var ended = new CompletableFuture<ExecutionResult>();
        Thread.ofPlatform().stackSize(STACK_BYTES).start(() -> {
            try (var sandbox = RUNTIME.open(request)) {
                ended.complete(sandbox.run(sink, cancellation));
            } catch (Throwable failure) {
                ended.completeExceptionally(failure);
            }
        });
        return ended.join();
    }

    /**
     * What became of a program.
     *
     * @param result how it ended
     * @param stdout what it printed
     * @param stderr what it complained
     */
    public record Run(ExecutionResult result, String stdout, String stderr) {}
}
