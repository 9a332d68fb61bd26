// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Import;
import dev.agentcore.guest.GuestImage;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.guest.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Runs the guest's initialisation and takes its snapshot. Only trusted code runs here, so Chicory's WASI on a real folder is
 * sufficient.
 */
final class SnapshotMaker {
    private static final long STACK_BYTES = 256L << 20;
    private static final String WASI_MODULE = "wasi_snapshot_preview1";

    private final WasmModule module;
    private final Function<ImportValues, Instance> instantiate;
    private final ToLongFunction<Instance> stackPointer;
    private final Path root;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private SnapshotMaker(
            WasmModule module,
            Function<ImportValues, Instance> instantiate,
            ToLongFunction<Instance> stackPointer,
            Path root) {
        this.module = module;
        this.instantiate = instantiate;
        this.stackPointer = stackPointer;
        this.root = root;
    }

    /** Of an image whose classes are on the class path. */
    static SnapshotMaker compiled(GuestImage image, Path root) {
        PythonGuest guest = PythonGuest.loadWithoutSnapshot(image);
        return new SnapshotMaker(
                guest.module(),
                imports -> Instance.builder(guest.module())
                        .withImportValues(imports)
                        .withMachineFactory(guest::newMachine)
                        .withMemoryFactory(LinearMemory::fresh)
                        .build(),
                instance -> ((LinearMemory) instance.memory()).stackPointer(),
                root);
    }

    /** Of a module whose functions may be too large for the JVM's methods. */
    static SnapshotMaker interpreted(WasmModule module, Path root) {
        return new SnapshotMaker(
                module,
                imports -> {
                    Instance instance = Instance.builder(module)
                            .withImportValues(imports)
                            .withMemoryFactory(LinearMemory::fresh)
                            .build();
                    instance.export("__set_stack_limits")
                            .apply(instance.global(0).getValue(), 0);
                    return instance;
                },
                instance -> instance.global(0).getValue(),
                root);
    }

    Snapshot make() {
        var made = new ArrayList<Snapshot>();
        var failures = new ArrayList<Throwable>();
        Thread thread = Thread.ofPlatform()
                .stackSize(STACK_BYTES)
                .uncaughtExceptionHandler((ignored, failure) -> failures.add(failure))
                .start(() -> made.add(makeOnThisThread()));
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        if (made.isEmpty()) {
            throw new IllegalStateException(
                    "the guest's initialisation failed: " + printed.toString(StandardCharsets.UTF_8),
                    failures.getFirst());
        }
        return made.getFirst();
    }

    private Snapshot makeOnThisThread() {
        // No external input, so that the same sources give the same snapshot.
        var options = WasiOptions.builder()
                .withClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .withRandom(new Random(0))
                .withStdin(InputStream.nullInputStream(), false)
                .withStdout(printed, false)
                .withStderr(printed, false)
                .withDirectory("/", root)
                .build();
        try (var wasi = WasiPreview1.builder().withOptions(options).build()) {
            Instance instance = instantiate.apply(ImportValues.builder()
                    .addFunction(wasi.toHostFunctions())
                    .addFunction(refusals())
                    .build());
            instance.export("_initialize").apply();
            long failed = instance.export("guest_initialize").apply()[0];
            if (failed != 0 || printed.size() > 0) {
                throw new IllegalStateException("guest_initialize returned " + failed);
            }
            return snapshotOf(instance);
        }
    }

    /** The host's functions besides WASI's: none may be called before a program runs. */
    private HostFunction[] refusals() {
        return module.importSection().stream()
                .filter(each -> !each.module().equals(WASI_MODULE))
                .map(each -> refusal(each, module.typeSection().getType(((FunctionImport) each).typeIndex())))
                .toArray(HostFunction[]::new);
    }

    private static HostFunction refusal(Import what, FunctionType type) {
        return new HostFunction(what.module(), what.name(), type, (instance, arguments) -> {
            throw new IllegalStateException(what.name() + " before any program ran");
        });
    }

    /** {@code 3.13.15} of CPython's PY_VERSION_HEX. A pre-release is named as the release that it comes before. */
    private static String version(int packed) {
        return (packed >>> 24) + "." + (packed >>> 16 & 0xff) + "." + (packed >>> 8 & 0xff);
    }

    private Snapshot snapshotOf(Instance instance) {
        var globals = new ArrayList<Long>();
        for (int i = 0; i < instance.module().globalSection().globalCount(); i++) {
            globals.add(instance.global(i).getValue());
        }
        var memory = (LinearMemory) instance.memory();
        globals.set(0, stackPointer.applyAsLong(instance));
        byte[] bytes = new byte[memory.pages() * Snapshot.PAGE_SIZE];
        for (int page = 0; page < memory.pages(); page++) {
            byte[] content = memory.readBytes(page * Snapshot.PAGE_SIZE, Snapshot.PAGE_SIZE);
            System.arraycopy(content, 0, bytes, page * Snapshot.PAGE_SIZE, Snapshot.PAGE_SIZE);
        }
        return new Snapshot(version((int) instance.export("guest_version").apply()[0]), globals, bytes);
    }
}
