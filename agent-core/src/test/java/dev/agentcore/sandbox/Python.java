// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.OutputSink;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.ProgramFile;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.RunIo;
import dev.agentcore.execution.Tenant;
import dev.agentcore.guest.GuestImage;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.engine.GuestModule;
import dev.agentcore.sandbox.engine.chicory.SnapshotModule;
import dev.agentcore.sandbox.guest.GuestSource;
import dev.agentcore.sandbox.guest.SnapshotGuests;
import dev.agentcore.sandbox.threads.ThreadPool;
import dev.agentcore.worker.ClassPathJars;
import dev.agentcore.worker.WorkerPythonRuntime;
import dev.agentcore.worker.WorkerSettings;
import dev.agentcore.worker.process.WorkerOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The real interpreter, for tests: one runtime on the {@link TestedEngine} for the whole JVM, each run on a thread with a deep
 * stack. The system property {@code agent-core.image} names another image than the default.
 */
public final class Python {
    private static final long STACK_BYTES = 64 << 20;
    private static final int THREADS = 512;

    /** In processes of their own, if the property says so: then sandboxes are those of a worker. */
    private static final boolean IN_PROCESSES =
            System.getProperty("agent-core.isolation", "").equals("process");

    private static final long WORKER_HEAP_BYTES = 1L << 30;
    private static final int WORKER_SLOTS = 8;

    private static final GuestImage IMAGE =
            new GuestImage(System.getProperty("agent-core.image", GuestImage.BASE.name()));

    private static final PythonRuntime RUNTIME = newRuntime(2);

    private Python() {}

    /** Whether sandboxes are in processes of their own. */
    static boolean isInProcesses() {
        return IN_PROCESSES;
    }

    /** The runtime that all tests share. */
    public static PythonRuntime runtime() {
        return RUNTIME;
    }

    /** Another runtime on the same engine, to be closed by the caller. */
    public static PythonRuntime newRuntime(int prepared) {
        return newRuntime(List.of(IMAGE), prepared);
    }

    /** Another runtime on the same engine, with these images, to be closed by the caller. */
    static PythonRuntime newRuntime(List<GuestImage> images, int prepared) {
        if (IN_PROCESSES) {
            var options = new WorkerOptions(TestedEngine.KIND, WORKER_SLOTS, STACK_BYTES, THREADS, List.of());
            return new WorkerPythonRuntime(new WorkerSettings(options, 1, ClassPathJars.text(), WORKER_HEAP_BYTES));
        }
        return GuestPythonRuntime.on(TestedEngine.KIND, images, prepared, List.of(), THREADS);
    }

    /** The source of a runtime's guests on the same engine, to be closed by the caller. */
    static GuestSource guests(int prepared) {
        GuestModule module = TestedEngine.isJvm()
                ? new SnapshotModule(PythonGuest.load(IMAGE), prepared)
                : TestedEngine.get().load(IMAGE.name(), prepared);
        return new SnapshotGuests(module, new ThreadPool(1), new SecureRandom());
    }

    /** Runs a program under the standard limits. */
    public static Run run(String code) {
        return run(PythonProgram.of(code));
    }

    /** Begins a program that is given more than its code. */
    public static Given given(String code) {
        return new Given(PythonProgram.of(code));
    }

    /** Runs a program under the standard limits. */
    public static Run run(PythonProgram program) {
        return run(program, LimitsPolicy.defaultPolicy().defaults());
    }

    /** Runs a program. */
    public static Run run(PythonProgram program, Limits limits) {
        return run(program, limits, Cancellation.never());
    }

    /** Runs a program that somebody may stop. */
    public static Run run(PythonProgram program, Limits limits, Cancellation cancellation) {
        return run(RUNTIME, program, limits, cancellation);
    }

    /** Runs a program on another runtime. */
    public static Run run(PythonRuntime runtime, PythonProgram program, Limits limits, Cancellation cancellation) {
        return run(runtime, "", program, limits, cancellation);
    }

    /** Runs a program in an image of another runtime. */
    public static Run run(
            PythonRuntime runtime, String image, PythonProgram program, Limits limits, Cancellation cancellation) {
        var stdout = new ByteArrayOutputStream();
        var stderr = new ByteArrayOutputStream();
        ExecutionResult result = run(
                runtime,
                image,
                program,
                limits,
                cancellation,
                (stream, data, offset) -> (stream == OutputStreamName.STDOUT ? stdout : stderr).writeBytes(data));
        return new Run(result, stdout.toString(StandardCharsets.UTF_8), stderr.toString(StandardCharsets.UTF_8));
    }

    /** Runs a program whose output goes to {@code sink}. */
    public static ExecutionResult run(
            PythonProgram program, Limits limits, Cancellation cancellation, OutputSink sink) {
        return run(RUNTIME, "", program, limits, cancellation, sink);
    }

    private static ExecutionResult run(
            PythonRuntime runtime,
            String image,
            PythonProgram program,
            Limits limits,
            Cancellation cancellation,
            OutputSink sink) {
        var request =
                new ExecutionRequest(ExecutionId.random(), Tenant.ANYBODY, program, limits, Map.of(), null, image);
        var ended = new CompletableFuture<ExecutionResult>();
        Thread.ofPlatform().stackSize(STACK_BYTES).start(() -> {
            try (var sandbox = runtime.open(request)) {
                ended.complete(sandbox.runAndFinish(request.runSpec(), new RunIo(program.stdin(), sink, cancellation)));
            } catch (Throwable failure) {
                ended.completeExceptionally(failure);
            }
        });
        return ended.join();
    }

    /**
     * A program and what it is given.
     *
     * @param program all of it
     */
    public record Given(PythonProgram program) {
        /** With {@code sys.argv[1:]}. */
        public Given arguments(String... arguments) {
            return with(List.of(arguments), program.environment(), program.stdin(), program.files());
        }

        /** With environment variables. */
        public Given environment(Map<String, String> variables) {
            return with(program.arguments(), variables, program.stdin(), program.files());
        }

        /** With standard input. */
        public Given stdin(String text) {
            return stdin(text.getBytes(StandardCharsets.UTF_8));
        }

        /** With standard input. */
        public Given stdin(byte[] bytes) {
            return with(program.arguments(), program.environment(), Bytes.copyOf(bytes), program.files());
        }

        /** With one more file. */
        public Given file(String path, String content) {
            var files = new ArrayList<>(program.files());
            files.add(new ProgramFile(path, Bytes.copyOf(content.getBytes(StandardCharsets.UTF_8))));
            return with(program.arguments(), program.environment(), program.stdin(), files);
        }

        /** With its last expression's value wanted. */
        public Given value(ResultFormat format) {
            return new Given(new PythonProgram(
                    program.code(),
                    program.arguments(),
                    program.environment(),
                    program.stdin(),
                    program.files(),
                    format));
        }

        /** Runs it under the standard limits. */
        public Run run() {
            return Python.run(program);
        }

        /** Runs it under the standard limits, but with scratch. */
        public Run runWithScratch(long bytes) {
            return Python.run(program, LimitsPolicy.defaultPolicy().defaults().withScratchBytes(bytes));
        }

        private Given with(
                List<String> arguments, Map<String, String> environment, Bytes stdin, List<ProgramFile> files) {
            return new Given(
                    new PythonProgram(program.code(), arguments, environment, stdin, files, program.resultFormat()));
        }
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
