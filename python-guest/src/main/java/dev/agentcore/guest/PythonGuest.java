package dev.agentcore.guest;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * CPython, compiled to JVM classes, with a snapshot of it, initialised, and its standard library.
 *
 * <p>Immutable and safe for use by many threads. All instances made of it share its classes and the module.
 */
public final class PythonGuest {
    /** The module's name for what it imports from its host, besides WASI. */
    public static final String HOST_MODULE = "agent_core";

    private static final String IMAGE = "image/";

    private final WasmModule module;
    private final MethodHandle machine;
    private final Snapshot snapshot;
    private final StandardLibrary standardLibrary;

    private PythonGuest(WasmModule module, MethodHandle machine, Snapshot snapshot, StandardLibrary standardLibrary) {
        this.module = module;
        this.machine = machine;
        this.snapshot = snapshot;
        this.standardLibrary = standardLibrary;
    }

    /**
     * Loads the guest that this jar holds. Takes some 100 ms and 30 MB; once in a process is enough.
     *
     * @throws IllegalStateException if the jar was built without a guest
     * @throws UncheckedIOException if it cannot be read
     */
    public static PythonGuest load() {
        try {
            return new PythonGuest(
                    readModule(),
                    findMachine(),
                    Snapshot.read(resource(GuestImage.SNAPSHOT)),
                    StandardLibrary.read(resource(GuestImage.STANDARD_LIBRARY)));
        } catch (IOException failure) {
            throw new UncheckedIOException("the Python guest cannot be read", failure);
        }
    }

    /** The guest before its first initialisation, for who makes the snapshot. */
    public static PythonGuest loadWithoutSnapshot() {
        try {
            return new PythonGuest(readModule(), findMachine(), Snapshot.none(), StandardLibrary.none());
        } catch (IOException failure) {
            throw new UncheckedIOException("the Python guest cannot be read", failure);
        }
    }

    /** The module without its functions' bodies, which are the machine's. */
    public WasmModule module() {
        return module;
    }

    /** A machine that runs the module's functions for {@code instance}. */
    public Machine newMachine(Instance instance) {
        try {
            return (Machine) machine.invokeExact(instance);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The initialised interpreter's memory and globals. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** What stands under {@code /lib} in the guest. */
    public StandardLibrary standardLibrary() {
        return standardLibrary;
    }

    /** The interpreter's version, such as {@code 3.13.15}. */
    public String pythonVersion() {
        return snapshot.pythonVersion();
    }

    private static WasmModule readModule() throws IOException {
        try (InputStream meta = resource(GuestImage.MODULE)) {
            return Parser.parse(meta);
        }
    }

    private static MethodHandle findMachine() {
        try {
            Class<?> machine = Class.forName(GuestImage.MACHINE_CLASS);
            return MethodHandles.publicLookup()
                    .findConstructor(machine, MethodType.methodType(void.class, Instance.class))
                    .asType(MethodType.methodType(Machine.class, Instance.class));
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("this jar was built without a guest", failure);
        }
    }

    private static InputStream resource(String name) {
        InputStream found = PythonGuest.class.getResourceAsStream(IMAGE + name);
        if (found == null) {
            throw new IllegalStateException("this jar was built without a guest: " + name + " is missing");
        }
        return found;
    }
}
