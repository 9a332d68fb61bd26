// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.build.time.compiler.Config;
import com.dylibso.chicory.build.time.compiler.Generator;
import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.guest.WasmBinary;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One module twice: as Chicory's interpreter runs it and as classes that the {@link MachineRewriter} made. What is called
 * is called in both, which must do the same. Confined to one thread.
 */
final class RewrittenModule implements AutoCloseable {
    private static final String NAME = "dev.agentcore.guest.image.Sample";

    private final URLClassLoader loader;
    private final Instance interpreted;
    private final Instance rewritten;

    /** @param folder an empty one */
    RewrittenModule(Path folder, WasmBinary binary, HostFunction... imports) throws IOException {
        WasmModule module = compile(folder, binary);
        loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        interpreted = instantiate(module, imports).build();
        rewritten =
                instantiate(module, imports).withMachineFactory(this::machine).build();
    }

    private static WasmModule compile(Path folder, WasmBinary binary) throws IOException {
        byte[] bytes = binary.assemble();
        Path wasm = Files.write(folder.resolve("sample.wasm"), bytes);
        var generator = new Generator(Config.builder()
                .withWasmFile(wasm)
                .withName(NAME)
                .withTargetClassFolder(folder)
                .withTargetWasmFolder(folder)
                .withTargetSourceFolder(folder)
                .withInterpreterFallback(InterpreterFallback.FAIL)
                .build());
        generator.generateResources();
        WasmModule module = Parser.parse(bytes);
        new MachineRewriter(folder.resolve("dev/agentcore/guest/image"), NAME + "Machine", module).rewrite();
        return module;
    }

    private static Instance.Builder instantiate(WasmModule module, HostFunction... imports) {
        return Instance.builder(module)
                .withImportValues(ImportValues.builder().addFunction(imports).build())
                .withMemoryFactory(LinearMemory::fresh);
    }

    private Machine machine(Instance instance) {
        try {
            Constructor<?> constructor = loader.loadClass(NAME + "Machine").getConstructor(Instance.class);
            return (Machine) constructor.newInstance(instance);
        } catch (ReflectiveOperationException failure) {
            throw new LinkageError("no machine", failure);
        }
    }

    /** Calls a function of the rewritten machine alone. */
    long[] call(String function, int... arguments) {
        return apply(rewritten, function, arguments);
    }

    /** Calls a function of both: same results, or both trap. Says whether they returned. */
    boolean compare(String function, int... arguments) {
        long[] expected = applyOrTrap(interpreted, function, arguments);
        long[] actual = applyOrTrap(rewritten, function, arguments);
        assertThat(ints(actual))
                .as("%s%s", function, Arrays.toString(arguments))
                .isEqualTo(ints(expected));
        return expected != null;
    }

    /** Has the rewritten machine look whether its thread is interrupted. */
    void requestAttention() {
        ((LinearMemory) rewritten.memory()).requestAttention();
    }

    /** Has the rewritten machine run on a stack. */
    void setStack(int pointer, int end) {
        ((LinearMemory) rewritten.memory()).setStack(pointer, end);
    }

    /** Writes to the memory of both. */
    void write(int address, byte... bytes) {
        interpreted.memory().write(address, bytes);
        rewritten.memory().write(address, bytes);
    }

    /** Both memories must have the same content. */
    void compareMemories() {
        assertThat(content(rewritten)).isEqualTo(content(interpreted));
    }

    private static byte[] content(Instance instance) {
        return instance.memory().readBytes(0, instance.memory().pages() * Memory.PAGE_SIZE);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** Returns null for a trap: the engine's exceptions, or the JVM's own for what is out of bounds. */
    private static long @Nullable [] applyOrTrap(Instance instance, String function, int... arguments) {
        try {
            return apply(instance, function, arguments);
        } catch (ChicoryException | IndexOutOfBoundsException trap) {
            return null;
        }
    }

    private static long[] apply(Instance instance, String function, int... arguments) {
        long[] results = instance.export(function)
                .apply(Arrays.stream(arguments).asLongStream().toArray());
        return results == null ? new long[0] : results;
    }

    /** Of a result of 32 bits, the interpreter leaves the upper ones as they come. */
    private static int @Nullable [] ints(long @Nullable [] values) {
        return values == null
                ? null
                : Arrays.stream(values).mapToInt(each -> (int) each).toArray();
    }
}
