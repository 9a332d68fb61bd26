// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.FileSink;
import dev.agentcore.execution.FrozenSandbox;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.RunIo;
import dev.agentcore.execution.RunLimits;
import dev.agentcore.execution.RunSpec;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.execution.SandboxSpec;
import dev.agentcore.execution.SoleUse;
import dev.agentcore.execution.StopReason;
import dev.agentcore.execution.UnusableSandboxException;
import dev.agentcore.execution.Usage;
import dev.agentcore.execution.Watchdog;
import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.engine.GuestTrapException;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.FileCopy;
import dev.agentcore.sandbox.fs.OutputFiles;
import dev.agentcore.sandbox.fs.RunFiles;
import dev.agentcore.sandbox.guest.FrozenGuest;
import dev.agentcore.sandbox.guest.Guest;
import dev.agentcore.sandbox.guest.GuestEnding;
import dev.agentcore.sandbox.guest.GuestReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A guest and its files. Used by one thread at a time. */
final class PythonSandbox implements Sandbox {
    private static final Logger LOG = LoggerFactory.getLogger(PythonSandbox.class);

    /** How the message of a full file system begins: with Linux's number, or WASI's in custom interpreters. */
    private static final List<String> NO_SPACE = List.of("[Errno 28]", "[Errno " + Errno.NOSPC.code() + "]");

    /** What may be spent on the output that a stopped program has left. */
    private static final RunLimits SALVAGE =
            new RunLimits(Duration.ofMillis(500), Duration.ofMillis(200), Long.MAX_VALUE);

    private final Watchdog watchdog;
    private final RunFiles files;
    private final Guest guest;
    private final SoleUse use = new SoleUse();

    /** The time to create it, until the first run has reported it. */
    private Duration startTime;

    /** Why the sandbox is unusable; null if it is usable. */
    private @Nullable String unusable;

    private boolean closed;

    private PythonSandbox(Watchdog watchdog, RunFiles files, Guest guest, Duration startTime) {
        this.watchdog = watchdog;
        this.files = files;
        this.guest = guest;
        this.startTime = startTime;
    }

    static PythonSandbox open(ImageCatalogue.Image image, Watchdog watchdog, SandboxSpec spec) {
        long began = System.nanoTime();
        RunFiles files = image.files().forRun(spec.files(), spec.scratchBytes());
        Guest guest = image.guests().open(spec.memoryBytes(), files.root());
        return new PythonSandbox(watchdog, files, guest, Duration.ofNanos(System.nanoTime() - began));
    }

    @Override
    public ExecutionResult run(RunSpec spec, RunIo io) {
        guest.requireRepeatable();
        return run(spec, io, false);
    }

    @Override
    public ExecutionResult runAndFinish(RunSpec spec, RunIo io) {
        return run(spec, io, true);
    }

    private ExecutionResult run(RunSpec spec, RunIo io, boolean last) {
        use.begin();
        try {
            requireUsable();
            // Whatever is thrown from here on, an internal error included, leaves the guest in an unknown state.
            unusable = "run " + spec.id() + " has not ended";
            var run = new Run(spec.id(), new OutputPump(spec.limits().outputBytes(), io.output()));
            files.source().replace(Bytes.wrap(spec.code().getBytes(StandardCharsets.UTF_8)));
            ExecutionResult result;
            boolean stopped;
            try (var watch = watchdog.watch(spec.limits(), io.cancellation(), guest.threads())) {
                GuestEnding ending = run.call(spec, io, last);
                result = run.result(ending, watch.stopReason(), watch.wallTime(), watch.cpuTime());
                unusable = last ? "it is finished" : run.whyUnusable(ending, result.outcome());
                stopped = run.wasStopped(ending);
            }
            if (stopped) {
                result = run.salvaged(result);
            }
            startTime = Duration.ZERO;
            return result;
        } finally {
            use.end();
        }
    }

    @Override
    public void interrupt() {
        guest.interrupt();
    }

    @Override
    public void deliverFiles(List<String> paths, FileSink sink) throws InterruptedException {
        use.begin();
        try {
            new OutputFiles(files.root(), files.source().unchanged(), sink).deliver(paths);
        } finally {
            use.end();
        }
    }

    @Override
    public Sandbox fork() {
        guest.requireRepeatable();
        use.begin();
        try {
            requireUsable();
            long began = System.nanoTime();
            var copy = new FileCopy(files);
            Guest guestCopy = guest.copy(copy);
            return new PythonSandbox(watchdog, copy.files(), guestCopy, Duration.ofNanos(System.nanoTime() - began));
        } finally {
            use.end();
        }
    }

    @Override
    public FrozenSandbox freeze() {
        guest.requireRepeatable();
        use.begin();
        try {
            requireUsable();
            var copy = new FileCopy(files);
            return new Frozen(watchdog, guest.freeze(copy), copy.files());
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
        // Stays in use: nothing may be done with it any more. The guest has stopped, as no thread runs it.
        closed = true;
        guest.close();
    }

    private void requireUsable() {
        if (unusable != null) {
            throw new UnusableSandboxException(unusable);
        }
    }

    /** Its files never change. */
    private record Frozen(Watchdog watchdog, FrozenGuest guest, RunFiles files) implements FrozenSandbox {
        @Override
        public Sandbox open() {
            long began = System.nanoTime();
            var copy = new FileCopy(files);
            Guest own = guest.open(copy);
            return new PythonSandbox(watchdog, copy.files(), own, Duration.ofNanos(System.nanoTime() - began));
        }

        @Override
        public long bytes() {
            return guest.bytes() + files.scratch().used();
        }
    }

    /** One run: its output, its rejected requests for resources, and its end. */
    private final class Run {
        private final ExecutionId id;
        private final OutputPump pump;
        private final int growthRefusalsBefore = guest.growthRefusals();
        private final int scratchRefusalsBefore = files.scratch().refusals();

        Run(ExecutionId id, OutputPump pump) {
            this.id = id;
            this.pump = pump;
        }

        GuestEnding call(RunSpec spec, RunIo io, boolean last) {
            try {
                return guest.run(spec, io.stdin(), pump, last);
            } catch (Throwable thrown) {
                // Whatever a guest does to its engine, errors included, ends this run only: the instance is discarded.
                return GuestEnding.of(thrown);
            }
        }

        ExecutionResult result(
                GuestEnding ending, @Nullable StopReason stopReason, Duration wallTime, Duration cpuTime) {
            GuestReport report = ending instanceof GuestEnding.Returned returned ? returned.report() : null;
            var usage = new Usage(
                    wallTime,
                    cpuTime,
                    Duration.ZERO,
                    startTime,
                    (long) guest.pages() * GuestMemory.PAGE_SIZE,
                    pump.stdoutBytes(),
                    pump.stderrBytes());
            return new ExecutionResult(
                    outcome(ending, stopReason),
                    exitCode(ending, report),
                    report == null ? null : report.exception(),
                    report == null ? null : report.value(),
                    usage,
                    pump.limitExceeded());
        }

        /** Whether the program was stopped: the interpreter may hold back output, and knows where the program was. */
        boolean wasStopped(GuestEnding ending) {
            return switch (ending) {
                case GuestEnding.Interrupted interrupted -> true;
                case GuestEnding.Fault fault -> true;
                case GuestEnding.Returned returned -> false;
                case GuestEnding.Exited exited -> false;
                case GuestEnding.NoRoom noRoom -> false;
                case GuestEnding.OutputRefused refused -> true;
            };
        }

        /** The result with what is left of a stopped program. A reader that does not take it does not hold up the end. */
        ExecutionResult salvaged(ExecutionResult result) {
            String stoppedAt;
            try (var watch = watchdog.watch(SALVAGE, Cancellation.never(), guest.threads())) {
                stoppedAt = guest.salvage(pump);
                if (watch.stopReason() != null) {
                    LOG.info("execution {}: what it had left to print was not taken in time", id);
                }
            }
            return result.withSalvage(stoppedAt, pump.stdoutBytes(), pump.stderrBytes(), pump.limitExceeded());
        }

        private static OptionalInt exitCode(GuestEnding ending, @Nullable GuestReport report) {
            if (ending instanceof GuestEnding.Exited exited) {
                return OptionalInt.of(exited.code());
            }
            return report == null ? OptionalInt.empty() : OptionalInt.of(report.exitCode());
        }

        /** Why no other program may run in the sandbox; null if one may. */
        @Nullable
        String whyUnusable(GuestEnding ending, Outcome outcome) {
            return switch (outcome) {
                // Without memory, the interpreter may have dropped the namespace in order to report that.
                case COMPLETED, EXCEPTION, SCRATCH_EXCEEDED ->
                    ending instanceof GuestEnding.Returned ? null : "run " + id + " exited its process";
                default -> "run " + id + " ended as " + outcome;
            };
        }

        private Outcome outcome(GuestEnding ending, @Nullable StopReason stopReason) {
            return switch (ending) {
                case GuestEnding.OutputRefused refused -> Outcome.OUTPUT_EXCEEDED;
                case GuestEnding.Exited exited -> Outcome.COMPLETED;
                case GuestEnding.NoRoom noRoom -> Outcome.MEMORY_EXCEEDED;
                case GuestEnding.Returned returned -> reported(returned.report());
                case GuestEnding.Interrupted interrupted ->
                    stopReason == null ? crashed("interrupted by nobody", null) : stopReason.outcome();
                // If something fails while a stopped guest is unwound, the outcome is still that it was stopped.
                case GuestEnding.Fault fault ->
                    stopReason == null ? crashed("fault", fault.cause()) : stopReason.outcome();
            };
        }

        private Outcome reported(@Nullable GuestReport report) {
            if (report == null) {
                return crashed("no report", null);
            }
            if (report.exception() == null) {
                return Outcome.COMPLETED;
            }
            // Python raises MemoryError for other things too: a source that nests too deep, for one. And what no memory
            // could hold it refuses itself: then no growth was refused.
            String type = report.exception().type();
            if (type.equals("MemoryError") && (growthRefused() || report.outOfMemory())) {
                return Outcome.MEMORY_EXCEEDED;
            }
            boolean outOfRoom = type.equals("OSError")
                    && files.scratch().refusals() > scratchRefusalsBefore
                    && NO_SPACE.stream().anyMatch(report.exception().message()::startsWith);
            return outOfRoom ? Outcome.SCRATCH_EXCEEDED : Outcome.EXCEPTION;
        }

        /** The interpreter failed; because memory was exhausted, if its memory could not grow: it could not report that. */
        private Outcome crashed(String how, @Nullable Throwable cause) {
            boolean aborted = cause == null || isAbort(cause);
            if (aborted && growthRefused()) {
                return Outcome.MEMORY_EXCEEDED;
            }
            // Without the stack trace: any program can cause one of a thousand frames.
            LOG.warn("execution {} crashed its interpreter: {}, {}", id, how, String.valueOf(cause));
            return Outcome.CRASHED;
        }

        private static boolean isAbort(Throwable cause) {
            return cause instanceof GuestTrapException trap && trap.kind() == GuestTrapException.Kind.ABORTED;
        }

        private boolean growthRefused() {
            return guest.growthRefusals() > growthRefusalsBefore;
        }
    }
}
