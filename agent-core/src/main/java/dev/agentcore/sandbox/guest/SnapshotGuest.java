// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.RunSpec;
import dev.agentcore.sandbox.engine.FrozenInstance;
import dev.agentcore.sandbox.engine.GuestInstance;
import dev.agentcore.sandbox.fs.FileCopy;
import dev.agentcore.sandbox.wasi.StdioConsumer;
import dev.agentcore.sandbox.wasi.WasiHost;

/**
 * A guest that is a clone of the snapshot: it gets each program in a request, and reports how the program ended.
 *
 * <p>The guest's exports, in the order of their calls, are described in {@code guest.c}.
 */
final class SnapshotGuest implements Guest {
    private final GuestInstance instance;
    private final WasiHost wasi;
    private final ReportChannel reports;

    /** Whether its memory is a copy of another guest's, and it has not run anything since. */
    private boolean copied;

    /**
     * Does not run anything yet.
     *
     * @param instance owned by the guest from now on
     * @param wasi what {@code instance} imports
     * @param reports what {@code instance} reports to
     * @param copied whether {@code instance} is a copy of an instance that may have run programs
     */
    SnapshotGuest(GuestInstance instance, WasiHost wasi, ReportChannel reports, boolean copied) {
        this.instance = instance;
        this.wasi = wasi;
        this.reports = reports;
        this.copied = copied;
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
    public GuestEnding run(RunSpec spec, Bytes stdin, StdioConsumer stdio, boolean last) {
        byte[] request = GuestRequest.encode(spec, copied);
        reports.clear();
        wasi.beginRun(stdin, stdio);
        try {
            int address = instance.call("guest_allocate", request.length);
            if (address == 0) {
                return new GuestEnding.NoRoom();
            }
            instance.memory().writeBytes(address, request, 0, request.length);
            var unused = instance.call("guest_evaluate", address, request.length);
            unused = instance.call(last ? "guest_finish" : "guest_pause");
            copied = false;
            return new GuestEnding.Returned(reports.report());
        } finally {
            wasi.endRun();
        }
    }

    @Override
    public void requireRepeatable() {
        // It is.
    }

    @Override
    public Guest copy(FileCopy files) {
        WasiHost wasiCopy = wasi.copy(files);
        var reportsCopy = new ReportChannel();
        return new SnapshotGuest(instance.copy(reportsCopy.importsWith(wasiCopy)), wasiCopy, reportsCopy, true);
    }

    @Override
    public FrozenGuest freeze(FileCopy files) {
        return new Frozen(instance.freeze(), wasi.copy(files));
    }

    @Override
    public void close() {
        instance.close();
    }

    /** Its host serves no instance, and never changes. */
    private record Frozen(FrozenInstance instance, WasiHost wasi) implements FrozenGuest {
        @Override
        public Guest open(FileCopy files) {
            WasiHost own = wasi.copy(files);
            var reports = new ReportChannel();
            return new SnapshotGuest(instance.instantiate(reports.importsWith(own)), own, reports, true);
        }

        @Override
        public long bytes() {
            return instance.bytes();
        }
    }
}
