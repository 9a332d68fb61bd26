// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.LiveThreadsException;
import dev.agentcore.execution.RunSpec;
import dev.agentcore.execution.Watched;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.engine.FrozenInstance;
import dev.agentcore.sandbox.engine.GuestInstance;
import dev.agentcore.sandbox.engine.HostFunction;
import dev.agentcore.sandbox.fs.FileCopy;
import dev.agentcore.sandbox.threads.GuestThreads;
import dev.agentcore.sandbox.threads.ThreadFunctions;
import dev.agentcore.sandbox.threads.ThreadPool;
import dev.agentcore.sandbox.wasi.StdioConsumer;
import dev.agentcore.sandbox.wasi.Waiting;
import dev.agentcore.sandbox.wasi.WasiHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A guest that is a clone of the snapshot: it gets each program in a request, and reports how the program ended.
 *
 * <p>The guest's exports, in the order of their calls, are described in {@code guest.c}.
 */
final class SnapshotGuest implements Guest {
    private final ThreadPool pool;
    private final GuestThreads threads;
    private final GuestInstance instance;
    private final WasiHost wasi;
    private final ReportChannel reports;

    /** Whether its memory is a copy of another guest's, and it has not run anything since. */
    private boolean copied;

    private SnapshotGuest(
            ThreadPool pool,
            GuestThreads threads,
            GuestInstance instance,
            WasiHost wasi,
            ReportChannel reports,
            boolean copied) {
        this.pool = pool;
        this.threads = threads;
        this.instance = instance;
        this.wasi = wasi;
        this.reports = reports;
        this.copied = copied;
    }

    /**
     * A guest. Does not run anything yet.
     *
     * @param pool runs its threads
     * @param host makes what it imports of WASI
     * @param instantiate makes its instance
     * @param copied whether that is a copy of an instance that may have run programs
     */
    static SnapshotGuest open(
            ThreadPool pool,
            Function<Waiting, WasiHost> host,
            Function<List<HostFunction>, GuestInstance> instantiate,
            boolean copied) {
        var threads = new GuestThreads(pool);
        WasiHost wasi = host.apply(threads);
        var reports = new ReportChannel();
        var imports = new ArrayList<>(wasi.hostFunctions());
        imports.addAll(wasi.posixFunctions(PythonGuest.HOST_MODULE));
        imports.addAll(ThreadFunctions.of(PythonGuest.HOST_MODULE, threads));
        imports.add(reports.function());
        GuestInstance instance = instantiate.apply(imports);
        threads.attach(instance);
        return new SnapshotGuest(pool, threads, instance, wasi, reports, copied);
    }

    @Override
    public int pages() {
        return instance.memory().pages();
    }

    @Override
    public int growthRefusals() {
        return instance.memory().growthRefusals();
    }

    @Override
    public Watched threads() {
        return threads;
    }

    @Override
    public void interrupt() {
        threads.interrupt();
    }

    @Override
    public GuestEnding run(RunSpec spec, Bytes stdin, StdioConsumer stdio, boolean last) {
        reports.clear();
        threads.beginRun(spec.limits().threads(), instance.call("guest_mailbox"));
        wasi.beginRun(stdin, stdio);
        GuestEnding ending = null;
        Throwable thrown = null;
        try {
            ending = evaluate(spec, last);
        } catch (RuntimeException | Error any) {
            thrown = any;
        }
        threads.endRun();
        if (ending == null || last) {
            threads.close();
        }
        wasi.endRun();
        // What ended another thread has ended the run, whatever the main thread saw of that.
        Throwable failure = threads.failure();
        return ended(ending, failure == null ? thrown : failure);
    }

    private static GuestEnding ended(@Nullable GuestEnding ending, @Nullable Throwable thrown) {
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return Objects.requireNonNull(ending);
    }

    private GuestEnding evaluate(RunSpec spec, boolean last) {
        byte[] request = GuestRequest.encode(spec, copied);
        int address = instance.call("guest_allocate", request.length);
        if (address == 0) {
            return new GuestEnding.NoRoom();
        }
        instance.memory().writeBytes(address, request, 0, request.length);
        var unused = instance.call("guest_evaluate", address, request.length);
        unused = instance.call(last ? "guest_finish" : "guest_pause");
        copied = false;
        return new GuestEnding.Returned(reports.report());
    }

    @Override
    public String salvage(StdioConsumer stdio) {
        reports.clear();
        threads.beginSalvage();
        wasi.beginRun(Bytes.empty(), stdio);
        try {
            instance.callAfterStop("guest_salvage");
        } catch (RuntimeException | StackOverflowError stoppedAgain) {
            // By its output limit, its reader, or what the program has left of its memory. What was reported counts.
        } finally {
            threads.endRun();
            wasi.endRun();
        }
        GuestReport report = reports.report();
        return report == null ? "" : report.stoppedAt();
    }

    @Override
    public void requireRepeatable() {
        // It is.
    }

    @Override
    public Guest copy(FileCopy files) {
        requireAlone();
        return open(pool, waiting -> wasi.copy(files, waiting), instance::copy, true);
    }

    @Override
    public FrozenGuest freeze(FileCopy files) {
        requireAlone();
        return new Frozen(pool, instance.freeze(), wasi.copy(files, Waiting.alone()));
    }

    private void requireAlone() {
        int alive = threads.others();
        if (alive > 0) {
            throw new LiveThreadsException(alive);
        }
    }

    @Override
    public void close() {
        threads.close();
        instance.close();
    }

    /** Its host serves no instance, and never changes. */
    private record Frozen(ThreadPool pool, FrozenInstance instance, WasiHost wasi) implements FrozenGuest {
        @Override
        public Guest open(FileCopy files) {
            return SnapshotGuest.open(pool, waiting -> wasi.copy(files, waiting), instance::instantiate, true);
        }

        @Override
        public long bytes() {
            return instance.bytes();
        }
    }
}
