// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.FileSink;
import dev.agentcore.execution.FrozenSandbox;
import dev.agentcore.execution.LiveThreadsException;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.RunIo;
import dev.agentcore.execution.RunSpec;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.execution.SoleUse;
import dev.agentcore.execution.Tenant;
import dev.agentcore.execution.UnusableSandboxException;
import dev.agentcore.execution.Usage;
import dev.agentcore.worker.wire.Command;
import dev.agentcore.worker.wire.Event;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sandbox in a worker. Used by one thread at a time. */
final class WorkerSandbox implements Sandbox {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerSandbox.class);

    /** In how many pieces and problems a worker may return files: for one that does not keep to their bounds. */
    private static final int MAXIMUM_PIECES = 1 << 14;

    /** How many workers may be lost while a sandbox is opened: each was alive when it was chosen. */
    private static final int ATTEMPTS = 3;

    private final WorkerPool pool;
    private final Tenant tenant;

    /** Opens it anew if its worker is lost before it was open; null if that cannot be done. */
    private final @Nullable OpeningCommand opening;

    private final SoleUse use = new SoleUse();
    private Channel channel;
    private boolean lost;
    private boolean closed;

    private WorkerSandbox(WorkerPool pool, Tenant tenant, Channel channel, @Nullable OpeningCommand opening) {
        this.pool = pool;
        this.tenant = tenant;
        this.channel = channel;
        this.opening = opening;
    }

    /**
     * A sandbox in a worker of the tenant, which is asked for it with the first thing that is done with it. If the worker is lost
     * before the sandbox is open, nothing has run, and another worker is asked.
     *
     * @throws IllegalStateException if no worker can be used
     */
    static WorkerSandbox open(WorkerPool pool, Tenant tenant, OpeningCommand opening) {
        return new WorkerSandbox(pool, tenant, channel(pool, tenant, opening), opening);
    }

    /** A sandbox that its worker knows already. */
    static WorkerSandbox of(WorkerPool pool, Tenant tenant, Channel channel) {
        return new WorkerSandbox(pool, tenant, channel, null);
    }

    /** Makes the command that opens a sandbox of a number. */
    @FunctionalInterface
    interface OpeningCommand {
        Command of(int number);
    }

    private static Channel channel(WorkerPool pool, Tenant tenant, OpeningCommand opening) {
        for (int attempt = 1; ; attempt++) {
            try {
                Channel channel = pool.acquire(tenant).newChannel();
                channel.openWith(opening.of(channel.number()));
                return channel;
            } catch (WorkerLostException lost) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("%d workers were lost in a row".formatted(ATTEMPTS), lost);
                }
            }
        }
    }

    @Override
    public ExecutionResult run(RunSpec spec, RunIo io) {
        return run(spec, io, false);
    }

    @Override
    public ExecutionResult runAndFinish(RunSpec spec, RunIo io) {
        return run(spec, io, true);
    }

    private ExecutionResult run(RunSpec spec, RunIo io, boolean last) {
        use.begin();
        try {
            requirePresent();
            for (int attempt = 1; ; attempt++) {
                boolean repeatable = opening != null && attempt < ATTEMPTS;
                ExecutionResult result = runIn(channel, spec, io, last, repeatable);
                if (result != null) {
                    return result;
                }
                replace();
            }
        } finally {
            use.end();
        }
    }

    /** @return null if the worker was lost before the sandbox was open, and that is {@code repeatable} */
    private @Nullable ExecutionResult runIn(Channel sandbox, RunSpec spec, RunIo io, boolean last, boolean repeatable) {
        var watch = new RunWatch(spec.limits());
        var output = new RunOutput(sandbox, io.output());
        sandbox.begin(watch);
        try {
            sandbox.send(new Command.Run(sandbox.number(), spec, io.stdin(), last));
            io.cancellation().onRequest(() -> sandbox.worker().sendLater(new Command.Stop(sandbox.number())));
            return output.corrected(result(output));
        } catch (WorkerLostException worker) {
            if (repeatable && !sandbox.isOpened()) {
                return null;
            }
            lost = true;
            LOG.warn("execution {} was lost with {}: {}", spec.id(), sandbox.worker(), worker.getMessage());
            return lostResult(watch, output);
        } finally {
            watch.close();
            sandbox.end();
        }
    }

    private void replace() {
        Channel former = channel;
        channel = channel(pool, tenant, Objects.requireNonNull(opening));
        former.worker().forget(former);
        pool.release(tenant, former.worker());
    }

    private ExecutionResult result(RunOutput output) {
        while (true) {
            switch (channel.next()) {
                case Event.Output printed -> output.deliver(printed);
                case Event.Ended ended -> {
                    return ended.result();
                }
                case Event.Failed failed -> throw failure(failed);
                case Event other -> throw confused(channel);
            }
        }
    }

    private static ExecutionResult lostResult(RunWatch watch, RunOutput output) {
        var usage = new Usage(
                watch.elapsed(),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                0,
                output.stdoutBytes(),
                output.stderrBytes());
        return new ExecutionResult(Outcome.SANDBOX_LOST, OptionalInt.empty(), null, null, usage, false);
    }

    @Override
    public void interrupt() {
        channel.worker().sendLater(new Command.Interrupt(channel.number()));
    }

    @Override
    public void deliverFiles(List<String> paths, FileSink sink) throws InterruptedException {
        use.begin();
        try {
            if (lost) {
                reportMissing(paths, sink);
                return;
            }
            if (!paths.isEmpty()) {
                channel.send(new Command.DeliverFiles(channel.number(), paths));
                deliverFiles(sink);
            }
        } catch (WorkerLostException worker) {
            lost = true;
            LOG.warn("files of a sandbox were lost with {}: {}", channel.worker(), worker.getMessage());
            reportMissing(paths, sink);
        } finally {
            use.end();
        }
    }

    private void deliverFiles(FileSink sink) throws InterruptedException {
        long bytes = 0;
        InterruptedException readerGone = null;
        for (int pieces = 0; ; pieces++) {
            switch (channel.next()) {
                case Event.File file -> {
                    bytes += file.piece().data().size();
                    if (bytes > OutputFile.MOST_BYTES || pieces > MAXIMUM_PIECES) {
                        channel.worker().kill("it sent more files than a sandbox may return");
                    }
                    Command.Verdict verdict = Command.Verdict.GONE;
                    try {
                        if (readerGone == null) {
                            verdict = sink.file(file.piece()) ? Command.Verdict.TAKEN : Command.Verdict.TOO_SLOW;
                        }
                    } catch (InterruptedException gone) {
                        readerGone = gone;
                    }
                    channel.send(new Command.FileVerdict(channel.number(), verdict));
                }
                case Event.Done done -> {
                    if (readerGone != null) {
                        throw readerGone;
                    }
                    return;
                }
                case Event.Failed failed -> throw failure(failed);
                case Event other -> throw confused(channel);
            }
        }
    }

    private static void reportMissing(List<String> paths, FileSink sink) throws InterruptedException {
        for (String path : paths) {
            sink.file(OutputFile.problem(path, 0, OutputFile.Problem.MISSING));
        }
    }

    @Override
    public Sandbox fork() {
        use.begin();
        try {
            requirePresent();
            Channel copy = channel.worker().newChannel();
            copy.markOpened();
            try {
                channel.send(new Command.Fork(channel.number(), copy.number()));
                var unused = done(channel);
            } catch (RuntimeException failed) {
                channel.worker().forget(copy);
                throw failed;
            }
            pool.use(tenant, channel.worker());
            return of(pool, tenant, copy);
        } finally {
            use.end();
        }
    }

    @Override
    public FrozenSandbox freeze() {
        use.begin();
        try {
            requirePresent();
            int number = channel.worker().newNumber();
            channel.send(new Command.Freeze(channel.number(), number));
            long bytes = done(channel);
            return WorkerFrozenSandbox.of(pool, tenant, channel.worker(), number, bytes);
        } finally {
            use.end();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        use.begin();
        // Stays in use: nothing may be done with it any more.
        closed = true;
        Worker worker = channel.worker();
        try {
            if (!channel.isUnknown()) {
                channel.send(new Command.Close(channel.number()));
            }
        } catch (WorkerLostException gone) {
            LOG.debug("{} took its sandbox with it", worker);
        } finally {
            worker.forget(channel);
            pool.release(tenant, worker);
        }
    }

    private void requirePresent() {
        if (lost) {
            throw new UnusableSandboxException("its process has ended");
        }
    }

    private static long done(Channel channel) {
        return switch (channel.next()) {
            case Event.Done done -> done.value();
            case Event.Failed failed -> throw failure(failed);
            case Event other -> throw confused(channel);
        };
    }

    private static WorkerLostException confused(Channel channel) {
        channel.worker().kill("it answered with what was not asked for");
        return new WorkerLostException(channel.worker().awaitLoss());
    }

    private static RuntimeException failure(Event.Failed failed) {
        return switch (failed.kind()) {
            case UNUSABLE -> new UnusableSandboxException(failed.text());
            case LIVE_THREADS -> new LiveThreadsException((int) failed.value());
            case UNSUPPORTED -> new UnsupportedOperationException(failed.text());
            case INTERNAL -> new IllegalStateException("a worker failed: " + failed.text());
        };
    }
}
