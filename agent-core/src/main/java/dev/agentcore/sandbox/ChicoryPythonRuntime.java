package dev.agentcore.sandbox;

import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.Mount;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.Watchdog;
import dev.agentcore.guest.PythonGuest;
import java.security.SecureRandom;
import java.util.List;

/**
 * CPython on Chicory: every run gets a clone of one initialised interpreter, in a WebAssembly instance of its own, and
 * shares nothing with any other but code and the standard library's files.
 *
 * <p>Safe for use by many threads. Sandboxes must be opened, run and closed by one platform thread with a stack of 16 MiB
 * or more: the interpreter's own recursion limits are made for it.
 */
public final class ChicoryPythonRuntime implements PythonRuntime {
    private final PythonGuest guest;
    private final GuestFiles files;
    private final MemoryImages images;
    private final SecureRandom random = new SecureRandom();
    private final Watchdog watchdog = new Watchdog();
    private final HeapShares shares;

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
        this.guest = guest;
        this.files = new GuestFiles(guest.standardLibrary(), mounts);
        this.images = new MemoryImages(guest.snapshot().memory(), prepared);
        this.shares = HeapShares.of(
                Runtime.getRuntime().maxMemory(), guest.snapshot().memory().length, prepared, files.mountedBytes());
        WasiRehearsal.perform(random);
    }

    @Override
    public Interpreter interpreter() {
        return new Interpreter("CPython", guest.pythonVersion());
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
    public Sandbox open(ExecutionRequest request) {
        return PythonSandbox.open(guest, files, images, random, watchdog, request);
    }

    @Override
    public void close() {
        watchdog.close();
        images.close();
    }
}
