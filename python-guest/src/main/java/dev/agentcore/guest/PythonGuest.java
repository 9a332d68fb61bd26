// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
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
 * CPython, compiled to JVM classes, with an initialised snapshot and its standard library.
 *
 * <p>Immutable and thread-safe. All instances made of it share its classes and the module.
 */
public final class PythonGuest {
    /** The import module of the host's functions that are not WASI's. */
    public static final String HOST_MODULE = "agent_core";

    private final GuestImage image;
    private final WasmModule module;
    private final MethodHandle machine;
    private final Snapshot snapshot;
    private final StandardLibrary standardLibrary;

    private PythonGuest(
            GuestImage image,
            WasmModule module,
            MethodHandle machine,
            Snapshot snapshot,
            StandardLibrary standardLibrary) {
        this.image = image;
        this.module = module;
        this.machine = machine;
        this.snapshot = snapshot;
        this.standardLibrary = standardLibrary;
    }

    /** Loads the image {@link GuestImage#BASE}, as {@link #load(GuestImage)} does. */
    public static PythonGuest load() {
        return load(GuestImage.BASE);
    }

    /**
     * Loads an image of the class path. Takes some 100 ms and 30 MB; once in a process is enough.
     *
     * @throws IllegalStateException if the image does not exist
     * @throws UncheckedIOException if it cannot be read
     */
    public static PythonGuest load(GuestImage image) {
        try {
            return new PythonGuest(
                    image,
                    readModule(image),
                    findMachine(image),
                    Snapshot.read(GuestImage.open(image.snapshot())),
                    StandardLibrary.of(image));
        } catch (IOException failure) {
            throw new UncheckedIOException("the Python guest cannot be read", failure);
        }
    }

    /** An image before its first initialisation, for making its snapshot. */
    public static PythonGuest loadWithoutSnapshot(GuestImage image) {
        try {
            return new PythonGuest(
                    image, readModule(image), findMachine(image), Snapshot.none(), StandardLibrary.none());
        } catch (IOException failure) {
            throw new UncheckedIOException("the Python guest cannot be read", failure);
        }
    }

    /** The image that it was loaded from. */
    public GuestImage image() {
        return image;
    }

    /** The module without its functions' bodies, which are in the machine's classes. */
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

    /** The contents of {@code /lib} in the guest. */
    public StandardLibrary standardLibrary() {
        return standardLibrary;
    }

    /** The interpreter's version, such as {@code 3.13.15}. */
    public String pythonVersion() {
        return snapshot.pythonVersion();
    }

    private static WasmModule readModule(GuestImage image) throws IOException {
        try (InputStream meta = GuestImage.open(image.module())) {
            return Parser.parse(meta);
        }
    }

    private static MethodHandle findMachine(GuestImage image) {
        try {
            Class<?> machine = Class.forName(image.machineClass());
            return MethodHandles.publicLookup()
                    .findConstructor(machine, MethodType.methodType(void.class, Instance.class))
                    .asType(MethodType.methodType(Machine.class, Instance.class));
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("this jar was built without a guest", failure);
        }
    }
}
