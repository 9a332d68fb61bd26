// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.process;

import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.RunIo;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.guest.GuestImage;
import dev.agentcore.sandbox.GuestPythonRuntime;
import dev.agentcore.sandbox.engine.EngineUnavailableException;
import dev.agentcore.worker.confinement.Confinement;
import dev.agentcore.worker.confinement.WorkerConfinement;
import dev.agentcore.worker.wire.Command;
import dev.agentcore.worker.wire.Event;
import dev.agentcore.worker.wire.FrameInput;
import dev.agentcore.worker.wire.FrameOutput;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A worker's program. Standard input and output belong to the server; what this JVM complains goes to standard error, which
 * the server logs. Ends when standard input ends.
 */
public final class WorkerMain {
    /** Uses what a run uses, so that it is loaded before this process gives up opening files. */
    private static final PythonProgram REHEARSAL = PythonProgram.of("""
            import json, sys, threading, time
            thread = threading.Thread(target=time.sleep, args=(0.001,))
            thread.start()
            thread.join()
            print(json.dumps(sys.version))
            raise SystemExit
            """);

    private static final long ALIVE_MILLIS = 1000;

    private WorkerMain() {}

    /** As {@link WorkerOptions#arguments} makes them. */
    public static void main(String[] arguments) throws IOException {
        var output = new FrameOutput(ServerPipe.take());
        var input = new FrameInput(new FileInputStream(FileDescriptor.in));
        WorkerOptions options = WorkerOptions.parse(List.of(arguments));
        int status = 1;
        try {
            startBeating(output);
            SandboxHost host = ready(options, output);
            if (host != null) {
                serve(input, host);
                status = 0;
            }
        } catch (Throwable failure) {
            System.err.println("worker: " + failure);
        }
        // Not exit: nothing here needs an orderly end, and a hook could wait for ever.
        Runtime.getRuntime().halt(status);
    }

    /** Prepares everything; null if that cannot be done, which the server has been told then. */
    private static @Nullable SandboxHost ready(WorkerOptions options, FrameOutput output) throws Exception {
        try {
            PythonRuntime runtime = runtime(options);
            ExecutorService threads = SandboxThreads.ofStack(options.guestStackBytes());
            rehearse(runtime, threads);
            // What the start took is given back: many workers wait for their tenant.
            System.gc();
            SandboxHost host = new SandboxHost(runtime, output, threads);
            Confinement confinement = WorkerConfinement.ofProcess();
            output.write(new Event.Ready(runtime.images(), confinement.inForce(), confinement.missing()));
            return host;
        } catch (EngineUnavailableException unavailable) {
            output.write(new Event.Unusable(String.valueOf(unavailable.getMessage()), true));
            return null;
        } catch (IllegalArgumentException invalid) {
            output.write(new Event.Unusable(String.valueOf(invalid.getMessage()), false));
            return null;
        }
    }

    private static PythonRuntime runtime(WorkerOptions options) {
        // A program begins while the memories of those before it are still being restored: the server does not wait for
        // that.
        int prepared = 2 * options.slots();
        return GuestPythonRuntime.on(
                options.engine(), GuestImage.built(), prepared, options.mounts(), options.guestThreads());
    }

    private static void rehearse(PythonRuntime runtime, ExecutorService threads) throws Exception {
        var request = new ExecutionRequest(
                ExecutionId.random(), REHEARSAL, LimitsPolicy.defaultPolicy().defaults(), Map.of());
        Future<?> run = threads.submit(() -> {
            try (Sandbox sandbox = runtime.open(request)) {
                sandbox.runAndFinish(
                        request.runSpec(),
                        new RunIo(REHEARSAL.stdin(), (stream, data, offset) -> {}, Cancellation.never()));
            }
        });
        run.get();
    }

    private static void startBeating(FrameOutput output) {
        Thread.ofPlatform().daemon().name("agent-core-heartbeat").start(() -> {
            try {
                while (true) {
                    Thread.sleep(ALIVE_MILLIS);
                    output.write(new Event.Alive());
                }
            } catch (IOException | InterruptedException over) {
                Runtime.getRuntime().halt(1);
            }
        });
    }

    private static void serve(FrameInput input, SandboxHost host) throws IOException {
        for (Command command = input.command(); command != null; command = input.command()) {
            host.accept(command);
        }
    }
}
