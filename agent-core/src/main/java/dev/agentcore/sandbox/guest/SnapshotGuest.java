package dev.agentcore.sandbox.guest;

import dev.agentcore.guest.LinearMemory;

/** A guest that is a clone of the snapshot: it is told its program by a request, and reports its end. */
final class SnapshotGuest implements Guest {
    private final PythonInstance python;
    private final byte[] request;
    private final ReportChannel reports;
    private final MemoryImages images;

    /**
     * Does nothing yet.
     *
     * @param request the program, as {@link GuestRequest} encodes it
     * @param reports what {@code python} reports to
     * @param images where its memory is from
     */
    SnapshotGuest(PythonInstance python, byte[] request, ReportChannel reports, MemoryImages images) {
        this.python = python;
        this.request = request;
        this.reports = reports;
        this.images = images;
    }

    @Override
    public LinearMemory memory() {
        return python.memory();
    }

    @Override
    public GuestEnding run() {
        return python.run(request) ? new GuestEnding.Returned(reports.report()) : new GuestEnding.NoRoom();
    }

    @Override
    public void discard() {
        images.giveBack(python.memory().release());
    }
}
