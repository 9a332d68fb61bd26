package dev.agentcore.sandbox;

import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.Mount;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.Watchdog;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.command.CustomInterpreter;
import dev.agentcore.sandbox.fs.GuestFiles;
import dev.agentcore.sandbox.guest.GuestSource;
import dev.agentcore.sandbox.guest.SnapshotGuests;
import dev.agentcore.sandbox.wasi.WasiPreloader;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/**
 * Python on Chicory: every run gets an interpreter in a WebAssembly instance of its own, and shares nothing with any
 * other but code and files that nobody can change. CPython as it was built with this server, cloned from one snapshot,
 * unless it is a {@link CustomInterpreter}.
 *
 * <p>Safe for use by many threads. Sandboxes must be opened, run and closed by one platform thread with a stack of 16 MiB
 * or more: the interpreter's own recursion limits are made for it.
 */
public final class ChicoryPythonRuntime implements PythonRuntime {
    private final Interpreter interpreter;
    private final Set<ResultFormat> resultFormats;
    private final GuestSource guests;
    private final GuestFiles files;
    private final HeapShares shares;
    private final Watchdog watchdog = new Watchdog();

    /**
     * Makes sandboxes ready ahead of the runs that need them.
     *
     * @param guest what to clone
     * @param prepared how many clones' memories to hold ready, at least 1: as many as run at a time. Each takes some 13
     *     MB
     */
    public ChicoryPythonRuntime(PythonGuest guest, int prepared) {
        this(guest, prepared, List.of());
    }

    /**
     * Makes sandboxes ready ahead of the runs that need them, and reads the operator's directories.
     *
     * @param guest what to clone
     * @param prepared as above
     * @param mounts what all programs find besides the standard library; read now, and never again
     * @throws IllegalArgumentException if a mount cannot be read or they are too large, in one line that names it
     */
    public ChicoryPythonRuntime(PythonGuest guest, int prepared, List<Mount> mounts) {
        this(guest, prepared, new GuestFiles(guest.standardLibrary(), mounts), new SecureRandom());
    }

    private ChicoryPythonRuntime(PythonGuest guest, int prepared, GuestFiles files, SecureRandom random) {
        this(
                new Interpreter("CPython", guest.pythonVersion()),
                Set.of(ResultFormat.values()),
                new SnapshotGuests(guest, prepared, random),
                files,
                guest.snapshot().memory().length,
                prepared);
        WasiPreloader.perform(random);
    }

    /**
     * Any interpreter. The host's functions have been preloaded.
     *
     * @param guests makes its guests; closed with this runtime
     * @param imageBytes what one copy of its image takes of the heap, in bytes
     * @param prepared how many copies are held ready
     */
    public ChicoryPythonRuntime(
            Interpreter interpreter,
            Set<ResultFormat> resultFormats,
            GuestSource guests,
            GuestFiles files,
            long imageBytes,
            int prepared) {
        this.interpreter = interpreter;
        this.resultFormats = Set.copyOf(resultFormats);
        this.guests = guests;
        this.files = files;
        this.shares = HeapShares.of(Runtime.getRuntime().maxMemory(), imageBytes, prepared, files.mountedBytes());
    }

    @Override
    public Interpreter interpreter() {
        return interpreter;
    }

    @Override
    public Set<ResultFormat> resultFormats() {
        return resultFormats;
    }

    @Override
    public long claim(Limits limits) {
        return HeapShares.claim(limits);
    }

    @Override
    public long capacity() {
        return shares.capacity();
    }

    @Override
    public long requestCapacity() {
        return shares.requestCapacity();
    }

    @Override
    public int prepared() {
        return guests.prepared();
    }

    @Override
    public Sandbox open(ExecutionRequest request) {
        return PythonSandbox.open(guests, files, watchdog, request);
    }

    @Override
    public void close() {
        watchdog.close();
        guests.close();
    }
}
