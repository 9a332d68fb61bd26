package dev.agentcore.sandbox;

import com.dylibso.chicory.runtime.TrapException;
import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.FileSink;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.OutputSink;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.StopReason;
import dev.agentcore.execution.Usage;
import dev.agentcore.execution.Watchdog;
import dev.agentcore.guest.Snapshot;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.GuestFiles;
import dev.agentcore.sandbox.fs.OutputFiles;
import dev.agentcore.sandbox.fs.RunFiles;
import dev.agentcore.sandbox.guest.Guest;
import dev.agentcore.sandbox.guest.GuestEnding;
import dev.agentcore.sandbox.guest.GuestReport;
import dev.agentcore.sandbox.guest.GuestSource;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One program's sandbox: an interpreter and all that it is given. Confined to one thread, used once. */
final class PythonSandbox implements PythonRuntime.Sandbox {
    private static final Logger LOG = LoggerFactory.getLogger(PythonSandbox.class);

    private static final String NO_SPACE = "[Errno " + Errno.NOSPC.code() + "]";

    private final ExecutionRequest request;
    private final Watchdog watchdog;
    private final OutputPump pump;
    private final RunFiles files;
    private final Guest guest;
    private final Duration startTime;

    private PythonSandbox(
            ExecutionRequest request,
            Watchdog watchdog,
            OutputPump pump,
            RunFiles files,
            Guest guest,
            Duration startTime) {
        this.request = request;
        this.watchdog = watchdog;
        this.pump = pump;
        this.files = files;
        this.guest = guest;
        this.startTime = startTime;
    }

    static PythonSandbox open(GuestSource guests, GuestFiles files, Watchdog watchdog, ExecutionRequest request) {
        long began = System.nanoTime();
        var pump = new OutputPump(request.limits().outputBytes());
        RunFiles own = files.forRun(request.program().files(), request.limits().scratchBytes());
        Guest guest = guests.open(request, own.root(), pump);
        return new PythonSandbox(request, watchdog, pump, own, guest, Duration.ofNanos(System.nanoTime() - began));
    }

    @Override
    public ExecutionResult run(OutputSink output, Cancellation cancellation) {
        pump.connect(output);
        try (var watch = watchdog.watch(request.limits(), cancellation)) {
            GuestEnding ending = call();
            return result(ending, watch.stopReason(), watch.wallTime(), watch.cpuTime());
        }
    }

    @Override
    public void deliverFiles(FileSink sink) throws InterruptedException {
        new OutputFiles(files.root(), sink).deliver(request.program().outputPaths());
    }

    @Override
    public void close() {
        // The guest has stopped: this thread is the only one that ever ran it.
        guest.discard();
    }

    private GuestEnding call() {
        try {
            return guest.run();
        } catch (Throwable thrown) {
            // Whatever a guest does to its engine, errors included, ends this run only: the instance is dropped.
            return GuestEnding.of(thrown);
        }
    }

    private ExecutionResult result(
            GuestEnding ending, @Nullable StopReason stopReason, Duration wallTime, Duration cpuTime) {
        GuestReport report = ending instanceof GuestEnding.Returned returned ? returned.report() : null;
        var usage = new Usage(
                wallTime,
                cpuTime,
                Duration.ZERO,
                startTime,
                (long) guest.memory().pages() * Snapshot.PAGE_SIZE,
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

    private static OptionalInt exitCode(GuestEnding ending, @Nullable GuestReport report) {
        if (ending instanceof GuestEnding.Exited exited) {
            return OptionalInt.of(exited.code());
        }
        return report == null ? OptionalInt.empty() : OptionalInt.of(report.exitCode());
    }

    private Outcome outcome(GuestEnding ending, @Nullable StopReason stopReason) {
        return switch (ending) {
            case GuestEnding.OutputRefused refused -> Outcome.OUTPUT_EXCEEDED;
            case GuestEnding.Exited exited -> Outcome.COMPLETED;
            case GuestEnding.NoRoom noRoom -> Outcome.MEMORY_EXCEEDED;
            case GuestEnding.Returned returned -> reported(returned.report());
            case GuestEnding.Interrupted interrupted ->
                stopReason == null ? crashed("interrupted by nobody", null) : stopReason.outcome();
            // Whatever broke while a stopped guest was being unwound, its end is that it was stopped.
            case GuestEnding.Fault fault -> stopReason == null ? crashed("fault", fault.cause()) : stopReason.outcome();
        };
    }

    private Outcome reported(@Nullable GuestReport report) {
        if (report == null) {
            return crashed("no report", null);
        }
        if (report.exception() == null) {
            return Outcome.COMPLETED;
        }
        // Python raises MemoryError for other things too: a source that nests too deep, for one.
        String type = report.exception().type();
        if (type.equals("MemoryError") && guest.memory().growthRefused()) {
            return Outcome.MEMORY_EXCEEDED;
        }
        boolean outOfRoom = type.equals("OSError")
                && files.scratch().refused()
                && report.exception().message().startsWith(NO_SPACE);
        return outOfRoom ? Outcome.SCRATCH_EXCEEDED : Outcome.EXCEPTION;
    }

    /** An interpreter that failed; for want of memory, if it was refused some: then it could not even say so. */
    private Outcome crashed(String how, @Nullable Throwable cause) {
        boolean aborted = cause == null || cause instanceof TrapException;
        if (aborted && guest.memory().growthRefused()) {
            return Outcome.MEMORY_EXCEEDED;
        }
        // Without its stack, a thousand frames of which any program can cause.
        LOG.warn("execution {} crashed its interpreter: {}, {}", request.id(), how, String.valueOf(cause));
        return Outcome.CRASHED;
    }
}
