package dev.agentcore.sandbox.guest;

import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.StackHeadroom;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.fs.Directory;
import dev.agentcore.sandbox.wasi.Preopen;
import dev.agentcore.sandbox.wasi.StdioConsumer;
import dev.agentcore.sandbox.wasi.WasiEnvironment;
import dev.agentcore.sandbox.wasi.WasiHost;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Clones of one initialised interpreter. Safe for use by many threads. */
public final class SnapshotGuests implements GuestSource {
    private final PythonGuest guest;
    private final MemoryImages images;
    private final SecureRandom random;

    /**
     * Makes clones' memories ready ahead.
     *
     * @param guest what to clone
     * @param prepared how many memories to hold ready, at least 1
     */
    public SnapshotGuests(PythonGuest guest, int prepared, SecureRandom random) {
        this.guest = guest;
        this.images = new MemoryImages(guest.snapshot().memory(), prepared);
        this.random = random;
    }

    @Override
    public Guest open(ExecutionRequest request, Directory root, StdioConsumer stdio) {
        var reports = new ReportChannel();
        var wasi = new WasiHost(new WasiEnvironment(
                List.of(new Preopen("/", root)), request.program().stdin(), stdio, random, InstantSource.system()));
        LinearMemory memory =
                LinearMemory.restored(images.take(), GuestSource.maximumPages(request.limits()), outgrown -> {
                    StackHeadroom.CALL.require();
                    images.giveBack(outgrown);
                });
        var python = PythonInstance.clone(guest, memory, wasi, reports);
        return new SnapshotGuest(python, GuestRequest.encode(request.program()), reports, images);
    }

    @Override
    public int prepared() {
        return images.prepared();
    }

    @Override
    public void close() {
        images.close();
    }
}
