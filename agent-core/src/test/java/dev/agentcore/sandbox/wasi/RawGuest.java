// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.guest.WasmBinary;
import dev.agentcore.sandbox.TestedEngine;
import dev.agentcore.sandbox.engine.GuestInstance;
import dev.agentcore.sandbox.engine.GuestInterruptedException;
import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.engine.HostFunction;
import dev.agentcore.sandbox.engine.chicory.ChicoryImports;
import dev.agentcore.sandbox.engine.chicory.ChicoryMemory;
import dev.agentcore.sandbox.fs.Directory;
import dev.agentcore.sandbox.fs.FileContent;
import dev.agentcore.sandbox.fs.FileTreeBuilder;
import dev.agentcore.sandbox.fs.Scratch;
import java.lang.ref.Cleaner;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A guest that does nothing but pass a test's calls on to its host: on Chicory, a real WebAssembly instance with a
 * {@link LinearMemory} and a {@link WasiHost}; on another engine, which compiles no module while it runs, the host's functions on
 * a memory of that engine. Confined to one thread.
 */
public final class RawGuest {
    /** When all its files were changed. */
    static final Instant MODIFIED = Instant.parse("2024-02-29T12:00:00Z");
    /** What its wall clock shows, always. */
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456789Z");

    static final int LIB = 3;
    public static final int WORKSPACE = 4;
    /** A directory that it may change, if it was made {@link #withScratch}. */
    public static final int SCRATCH = 5;
    /** What may be written there, in bytes. */
    static final int QUOTA = 1 << 20;

    public static final int MEMORY_END = WasmBinary.PAGES * 65536;

    private static final List<Preopen> PREOPENS =
            List.of(new Preopen("/lib", library()), new Preopen("/workspace", workspace()));

    private static final Cleaner CLEANER = Cleaner.create();

    private final Map<OutputStreamName, List<byte[]>> written = new EnumMap<>(OutputStreamName.class);
    private final GuestMemory memory;
    private final Map<String, ToIntFunction<long[]>> functions;

    RawGuest() {
        this(Bytes.empty());
    }

    RawGuest(Bytes stdin) {
        this(stdin, null);
    }

    RawGuest(Bytes stdin, @Nullable StdioConsumer consumer) {
        this(PREOPENS, stdin, consumer);
    }

    private RawGuest(List<Preopen> preopens, Bytes stdin, @Nullable StdioConsumer consumer) {
        this(List.of(), List.of(), preopens, stdin, consumer);
    }

    private RawGuest(
            List<String> arguments,
            List<String> variables,
            List<Preopen> preopens,
            Bytes stdin,
            @Nullable StdioConsumer consumer) {
        StdioConsumer stdio =
                consumer != null ? consumer : (stream, data) -> written(stream).add(data);
        var host = new WasiHost(environment(arguments, variables, preopens, stdin, stdio));
        List<HostFunction> functions = new ArrayList<>(host.hostFunctions());
        functions.addAll(host.posixFunctions("agent_core"));
        if (TestedEngine.isJvm()) {
            LinearMemory pages = LinearMemory.fresh(new MemoryLimits(WasmBinary.PAGES, WasmBinary.MAXIMUM_PAGES));
            memory = new ChicoryMemory(pages);
            this.functions = chicory(functions, pages);
        } else {
            GuestInstance instance = TestedEngine.memory(WasmBinary.PAGES, WasmBinary.MAXIMUM_PAGES);
            CLEANER.register(this, instance::close);
            memory = instance.memory();
            this.functions = functions.stream().collect(Collectors.toMap(HostFunction::name, function -> slots -> {
                int result = function.body().call(memory, slots);
                return function.returnsInt() ? result : -1;
            }));
        }
    }

    private Map<String, ToIntFunction<long[]>> chicory(List<HostFunction> functions, LinearMemory pages) {
        var binary = new WasmBinary();
        for (HostFunction function : functions) {
            binary.forward(function.module(), function.name(), ChicoryImports.type(function));
        }
        Instance instance = Instance.builder(Parser.parse(binary.assemble()))
                .withImportValues(ChicoryImports.of(functions, memory))
                .withMemoryFactory(limits -> pages)
                .build();
        return functions.stream().collect(Collectors.toMap(HostFunction::name, function -> slots -> {
            try {
                long[] results = instance.export(function.name()).apply(slots);
                return results == null || results.length == 0 ? -1 : (int) results[0];
            } catch (ChicoryInterruptedException interrupted) {
                // Chicory's interpreter may see it before the host does.
                throw new GuestInterruptedException(interrupted);
            }
        }));
    }

    /** One whose output goes nowhere, and that has {@link #SCRATCH}. */
    public static RawGuest withScratch(byte[] stdin) {
        var scratch = new Scratch(QUOTA, InstantSource.fixed(NOW), 1L << 32);
        List<Preopen> preopens = new ArrayList<>(PREOPENS);
        preopens.add(new Preopen("/scratch", scratch.given(List.of())));
        return new RawGuest(preopens, Bytes.copyOf(stdin), (stream, data) -> {});
    }

    /** One with arguments and variables, whose output goes nowhere. */
    static RawGuest given(List<String> arguments, List<String> variables) {
        return new RawGuest(arguments, variables, PREOPENS, Bytes.empty(), (stream, data) -> {});
    }

    /** The functions by name, WASI's and the host's own, with the number of their parameters. */
    public static Map<String, Integer> arities() {
        var host = new WasiHost(environment(Bytes.empty(), (stream, data) -> {}));
        return Stream.concat(host.wasiFunctions().stream(), host.posixFunctions().stream())
                .collect(Collectors.toMap(
                        WasiFunction::name,
                        function -> function.parameters().size(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    static WasiEnvironment environment(Bytes stdin, StdioConsumer stdio) {
        return environment(List.of(), List.of(), PREOPENS, stdin, stdio);
    }

    private static WasiEnvironment environment(
            List<String> arguments, List<String> variables, List<Preopen> preopens, Bytes stdin, StdioConsumer stdio) {
        return new WasiEnvironment(
                StringTable.of(arguments),
                StringTable.of(variables),
                preopens,
                stdin,
                stdio,
                new SecureRandom(),
                InstantSource.fixed(NOW));
    }

    private static Directory library() {
        return new FileTreeBuilder(MODIFIED)
                .add("os.pyc", content("bytecode"))
                .add("json/__init__.pyc", content("json"))
                .add("json/decoder.pyc", content("decoder"))
                .build();
    }

    private static Directory workspace() {
        return new FileTreeBuilder(MODIFIED)
                .add("data.txt", content("0123456789"))
                .add("größe.txt", content(""))
                .addDirectory("empty")
                .build();
    }

    public static FileContent content(String text) {
        return FileContent.of(Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Calls a function, and returns its error code's number. */
    public int errno(String name, long... arguments) {
        return Objects.requireNonNull(functions.get(name), name).applyAsInt(arguments);
    }

    /** Calls a function that must succeed. */
    public RawGuest call(String name, long... arguments) {
        int errno = errno(name, arguments);
        if (errno != 0) {
            throw new AssertionError(name + " failed: errno " + errno);
        }
        return this;
    }

    /** Opens a path for reading and returns its descriptor. */
    public int open(int directory, String path) {
        put(60_000, path);
        call("path_open", directory, 0, 60_000, utf8(path).length, 0, Rights.FD_READ, 0, 0, 64_000);
        return memory().readInt(64_000);
    }

    /** Makes a file, or opens the one that is there, for reading and writing; returns its descriptor. */
    public int openForWriting(int directory, String path) {
        put(60_000, path);
        long rights = Rights.FD_READ | Rights.WRITING;
        call("path_open", directory, 0, 60_000, utf8(path).length, 1, rights, 0, 0, 64_000);
        return memory().readInt(64_000);
    }

    /** Calls a function that takes a descriptor and a path. */
    public int errnoOfPath(String name, int directory, String path) {
        put(60_000, path);
        return errno(name, directory, 60_000, utf8(path).length);
    }

    /** Lays out vectors, in pairs of address and length, at {@code address}. */
    public RawGuest putVectors(int address, int... addressesAndLengths) {
        for (int i = 0; i < addressesAndLengths.length; i++) {
            memory().writeInt(address + i * Integer.BYTES, addressesAndLengths[i]);
        }
        return this;
    }

    RawGuest put(int address, String text) {
        memory().writeBytes(address, utf8(text), 0, utf8(text).length);
        return this;
    }

    public String text(int address, int length) {
        return new String(memory().readBytes(address, length), StandardCharsets.UTF_8);
    }

    public GuestMemory memory() {
        return memory;
    }

    /** What it has written to a stream, piece by piece. */
    List<byte[]> written(OutputStreamName stream) {
        return written.computeIfAbsent(stream, absent -> new ArrayList<>());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
