// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.Mount;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.sandbox.GuestPythonRuntime;
import dev.agentcore.sandbox.ImageCatalogue;
import dev.agentcore.sandbox.command.chicory.CommandModule;
import dev.agentcore.sandbox.command.chicory.ModuleCache;
import dev.agentcore.sandbox.engine.HostFunction;
import dev.agentcore.sandbox.engine.chicory.ChicoryMemory;
import dev.agentcore.sandbox.fs.GuestFiles;
import dev.agentcore.sandbox.guest.GuestSource;
import dev.agentcore.sandbox.wasi.WasiEnvironment;
import dev.agentcore.sandbox.wasi.WasiHost;
import dev.agentcore.sandbox.wasi.WasiPreloader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A custom interpreter: any WASI command module (preview 1) that behaves like {@code python -c}.
 *
 * <p>Its programs have the same limits, the same files and the same stream. They start uninitialised, unlike clones of the
 * snapshot, and are slower throughout; and values of last expressions are not reported.
 */
public final class CustomInterpreter {
    private static final Logger LOG = LoggerFactory.getLogger(CustomInterpreter.class);

    /** Heap bytes for each byte of the module: its data, Chicory's form of it, and the interpreted functions. */
    private static final int HEAP_PER_BYTE = 4;

    /** The name of its image. */
    private static final String IMAGE = "custom";

    private static final Interpreter UNKNOWN = new Interpreter("unknown", "0");

    private CustomInterpreter() {}

    /**
     * Loads an interpreter, runs a probe in it, and logs what it is and what makes it slow. The first time, this compiles the
     * module, which takes half a minute and half a gigabyte of heap; later it takes some seconds.
     *
     * @param wasm the module
     * @param cacheFolder the cache of compiled classes; created if it does not exist. The classes run in this process: no
     *     other user may have write access
     * @param mounts the directories that all programs see; read only now. An interpreter that does not embed its standard
     *     library needs a mount with it, where it looks for it
     * @throws IllegalArgumentException if the module cannot be used as an interpreter, or a mount cannot be read; the message
     *     has one line that names it
     */
    public static PythonRuntime load(Path wasm, Path cacheFolder, List<Mount> mounts) {
        long began = System.nanoTime();
        var random = new SecureRandom();
        WasiPreloader.preload(random, ChicoryMemory.fresh(1, 2));
        var files = new GuestFiles(mounts);
        CommandModule module = new ModuleCache(cacheFolder).load(wasm, functions(random));
        var guests = new CommandGuests(module, random);
        Interpreter interpreter = identify(wasm, guests, files, module);
        LOG.warn(
                "Interpreter {}: {} {}, {} and tried in {} ms. Its programs are slower than the built-in interpreter's: each"
                        + " starts from nothing, as there is no snapshot of it, and where that one's evaluation loop is"
                        + " split, {} of its {} functions are too large to be compiled and are interpreted",
                wasm,
                interpreter.name(),
                interpreter.version(),
                module.fromCache() ? "loaded" : "compiled",
                (System.nanoTime() - began) / 1_000_000,
                module.interpretedFunctions(),
                module.functions());
        return runtime(interpreter, guests, files, module);
    }

    private static PythonRuntime runtime(
            Interpreter interpreter, GuestSource guests, GuestFiles files, CommandModule module) {
        var image = new ImageCatalogue.Image(
                IMAGE, interpreter, List.of(), guests, files, (long) HEAP_PER_BYTE * module.moduleBytes(), 0);
        return new GuestPythonRuntime(new ImageCatalogue(List.of(image)), Set.of(ResultFormat.NONE));
    }

    private static Interpreter identify(Path wasm, GuestSource guests, GuestFiles files, CommandModule module) {
        try (PythonRuntime runtime = runtime(UNKNOWN, guests, files, module)) {
            return new InterpreterProbe().identify(runtime);
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException(wasm + " " + unusable.getMessage(), unusable);
        }
    }

    /** The functions that a module may import. */
    static List<HostFunction> functions(SecureRandom random) {
        var nothing =
                new WasiEnvironment(List.of(), Bytes.empty(), (stream, data) -> {}, random, InstantSource.system());
        return new WasiHost(nothing).hostFunctions();
    }
}
