// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.process;

import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.FrozenSandbox;
import dev.agentcore.execution.LiveThreadsException;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.RunIo;
import dev.agentcore.execution.SandboxSpec;
import dev.agentcore.execution.Tenant;
import dev.agentcore.execution.UnusableSandboxException;
import dev.agentcore.worker.wire.Command;
import dev.agentcore.worker.wire.Event;
import dev.agentcore.worker.wire.FrameOutput;
import dev.agentcore.worker.wire.OutputWindow;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** Follows the server's commands. Commands are accepted by one thread, which never waits for a program. */
final class SandboxHost {
    private final PythonRuntime runtime;
    private final FrameOutput events;
    private final ExecutorService threads;
    private final Map<Integer, HostedSandbox> sandboxes = new ConcurrentHashMap<>();
    private final Map<Integer, FrozenSandbox> frozen = new ConcurrentHashMap<>();

    SandboxHost(PythonRuntime runtime, FrameOutput events, ExecutorService threads) {
        this.runtime = runtime;
        this.events = events;
        this.threads = threads;
    }

    /** What answers a command. */
    @FunctionalInterface
    private interface Action {
        Event perform() throws InterruptedException;
    }

    void accept(Command command) {
        switch (command) {
            case Command.Open open -> open(open);
            case Command.OpenFrozen open -> open(open);
            case Command.DropFrozen drop -> frozen.remove(drop.number());
            case Command.Run run -> run(known(run), run);
            case Command.DeliverFiles deliver -> deliver(known(deliver), deliver);
            case Command.Fork fork -> fork(known(fork), fork);
            case Command.Freeze freeze -> freeze(known(freeze), freeze);
            case Command.Close close -> close(close);
            case Command.Stop stop -> ifKnown(stop, HostedSandbox::stop);
            case Command.Interrupt interrupt -> ifKnown(interrupt, HostedSandbox::interrupt);
            case Command.Taken taken -> ifKnown(taken, hosted -> hosted.taken(taken.cost()));
            case Command.FileVerdict verdict -> ifKnown(verdict, hosted -> hosted.decided(verdict.verdict()));
        }
    }

    /** For what the server says of a run that may have ended meanwhile, and its sandbox with it. */
    private void ifKnown(Command command, Consumer<HostedSandbox> action) {
        HostedSandbox hosted = sandboxes.get(command.number());
        if (hosted != null) {
            action.accept(hosted);
        }
    }

    private HostedSandbox known(Command command) {
        HostedSandbox hosted = sandboxes.get(command.number());
        if (hosted == null) {
            throw new IllegalStateException("no sandbox " + command.number());
        }
        return hosted;
    }

    private HostedSandbox added(int number) {
        var hosted = new HostedSandbox(threads);
        sandboxes.put(number, hosted);
        return hosted;
    }

    private void open(Command.Open open) {
        HostedSandbox hosted = added(open.number());
        answer(hosted, open.number(), () -> {
            hosted.opened(runtime.open(new SandboxSpec(
                    Tenant.ANYBODY, open.image(), open.memoryBytes(), open.scratchBytes(), open.files())));
            return new Event.Done(open.number(), 0);
        });
    }

    private void open(Command.OpenFrozen open) {
        HostedSandbox hosted = added(open.number());
        answer(hosted, open.number(), () -> {
            FrozenSandbox image = frozen.get(open.frozen());
            if (image == null) {
                throw new IllegalStateException("no frozen sandbox " + open.frozen());
            }
            hosted.opened(image.open());
            return new Event.Done(open.number(), 0);
        });
    }

    private void run(HostedSandbox hosted, Command.Run run) {
        HostedSandbox.CurrentRun current = hosted.newRun();
        var io = new RunIo(
                run.stdin(),
                (stream, data, offset) -> print(run.number(), current.window(), stream, data),
                current.cancellation());
        answer(hosted, run.number(), () -> {
            ExecutionResult result = run.last()
                    ? hosted.sandbox().runAndFinish(run.spec(), io)
                    : hosted.sandbox().run(run.spec(), io);
            return new Event.Ended(run.number(), result);
        });
    }

    private void print(int number, OutputWindow window, OutputStreamName stream, byte[] data)
            throws InterruptedException {
        window.take(OutputWindow.cost(data.length));
        send(new Event.Output(number, stream, data));
    }

    private void deliver(HostedSandbox hosted, Command.DeliverFiles deliver) {
        answer(hosted, deliver.number(), () -> {
            hosted.sandbox().deliverFiles(deliver.paths(), piece -> pass(hosted, deliver.number(), piece));
            return new Event.Done(deliver.number(), 0);
        });
    }

    private boolean pass(HostedSandbox hosted, int number, OutputFile piece) throws InterruptedException {
        send(new Event.File(number, piece));
        return switch (hosted.verdict()) {
            case TAKEN -> true;
            case TOO_SLOW -> false;
            case GONE -> throw new InterruptedException();
        };
    }

    private void fork(HostedSandbox hosted, Command.Fork fork) {
        HostedSandbox copy = added(fork.copy());
        answer(hosted, fork.number(), () -> {
            copy.opened(hosted.sandbox().fork());
            return new Event.Done(fork.number(), 0);
        });
    }

    private void freeze(HostedSandbox hosted, Command.Freeze freeze) {
        answer(hosted, freeze.number(), () -> {
            FrozenSandbox image = hosted.sandbox().freeze();
            frozen.put(freeze.frozen(), image);
            return new Event.Done(freeze.number(), image.bytes());
        });
    }

    private void close(Command.Close close) {
        HostedSandbox hosted = sandboxes.remove(close.number());
        if (hosted != null) {
            hosted.then(hosted::close);
        }
    }

    private void answer(HostedSandbox hosted, int number, Action action) {
        hosted.then(() -> send(answer(number, action)));
    }

    private static Event answer(int number, Action action) {
        try {
            return action.perform();
        } catch (UnusableSandboxException unusable) {
            return new Event.Failed(number, Event.Kind.UNUSABLE, 0, unusable.reason());
        } catch (LiveThreadsException alive) {
            return new Event.Failed(number, Event.Kind.LIVE_THREADS, alive.threads(), "");
        } catch (UnsupportedOperationException unsupported) {
            return new Event.Failed(number, Event.Kind.UNSUPPORTED, 0, String.valueOf(unsupported.getMessage()));
        } catch (InterruptedException readerGone) {
            return new Event.Done(number, 0);
        } catch (Throwable failure) {
            // Throwable: whatever a sandbox throws ends this command only.
            return new Event.Failed(number, Event.Kind.INTERNAL, 0, failure.toString());
        }
    }

    private void send(Event event) {
        try {
            events.write(event);
        } catch (IOException serverGone) {
            Runtime.getRuntime().halt(1);
        }
    }
}
