// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;
import static dev.agentcore.sandbox.command.CommandModules.NOTHING;
import static dev.agentcore.sandbox.command.CommandModules.exiting;
import static dev.agentcore.sandbox.command.CommandModules.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.RunIo;
import dev.agentcore.execution.RunSpec;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.execution.SandboxSpec;
import dev.agentcore.execution.Tenant;
import dev.agentcore.guest.WasmBinary;
import dev.agentcore.sandbox.GuestPythonRuntime;
import dev.agentcore.sandbox.ImageCatalogue;
import dev.agentcore.sandbox.Python;
import dev.agentcore.sandbox.command.chicory.CommandModule;
import dev.agentcore.sandbox.command.chicory.ModuleCache;
import dev.agentcore.sandbox.fs.GuestFiles;
import dev.agentcore.sandbox.wasi.WasiFunction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a run whose guest is a command module. */
@Timeout(60)
final class CommandGuestTest {
    private static final Limits STANDARD = LimitsPolicy.defaultPolicy().defaults();
    private static final byte UNREACHABLE = 0x00;
    private static final byte DROP = 0x1a;

    @TempDir
    private Path folder;

    private CommandModule load(WasmBinary binary) {
        return new ModuleCache(folder.resolve("cache"))
                .load(CommandModules.file(folder, binary), CustomInterpreter.functions(new SecureRandom()));
    }

    private Python.Run run(WasmBinary binary, Limits limits) {
        return run(load(binary), limits);
    }

    private static Python.Run run(CommandModule module, Limits limits) {
        try (var runtime = runtime(module)) {
            return Python.run(runtime, PythonProgram.of("code"), limits, Cancellation.never());
        }
    }

    private static GuestPythonRuntime runtime(CommandModule module) {
        var image = new ImageCatalogue.Image(
                "test",
                new Interpreter("none", "0"),
                List.of(),
                new CommandGuests(module, new SecureRandom()),
                new GuestFiles(List.of()),
                0,
                0);
        return new GuestPythonRuntime(new ImageCatalogue(List.of(image)), Set.of(ResultFormat.NONE));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 3", "255, 255", "263, 7", "-1, 255"})
    void itsExitCodeIsTheRuns(int passed, int seen) {
        assertThat(run(exiting(number(passed)), STANDARD)).exited(seen);
    }

    @Test
    void aStartThatReturnsHasSucceeded() {
        assertThat(run(new WasmBinary().function("_start", NOTHING), STANDARD)).exited(0);
    }

    @Test
    void aTrapIsACrash() {
        assertThat(run(new WasmBinary().function("_start", NOTHING, UNREACHABLE), STANDARD))
                .ended(Outcome.CRASHED);
    }

    @Test
    void recursionWithoutEndIsACrash() {
        assertThat(run(new WasmBinary().function("_start", NOTHING, (byte) 0x10, (byte) 0), STANDARD))
                .ended(Outcome.CRASHED);
    }

    @Test
    void aLoopWithoutEndIsStopped() {
        var loop = new WasmBinary().function("_start", NOTHING, bytes(0x03, 0x40, 0x0c, 0, 0x0b));
        assertThat(run(loop, STANDARD.withWallTime(Duration.ofMillis(300)))).ended(Outcome.WALL_TIME_EXCEEDED);
        var little = new Limits(STANDARD.wallTime(), Duration.ofMillis(300), STANDARD.memoryBytes(), 1);
        assertThat(run(loop, little)).ended(Outcome.CPU_TIME_EXCEEDED);
    }

    @Test
    void aLoopWithoutEndInAFunctionThatIsInterpretedIsStopped() {
        CommandModule module =
                load(new WasmBinary().function("_start", NOTHING, large(bytes(0x03, 0x40, 0x0c, 0, 0x0b))));
        assertThat(module.interpretedFunctions()).isEqualTo(1);
        assertThat(run(module, STANDARD.withWallTime(Duration.ofMillis(300)))).ended(Outcome.WALL_TIME_EXCEEDED);
    }

    @Test
    void memoryGrowsToTheRunsLimitAndNoFurther() {
        byte[] growByOne = WasmBinary.join(number(1), bytes(0x40, 0));
        var growing = exiting(growByOne).maximumPages(100);
        assertThat(run(growing, memory(3))).exited(WasmBinary.PAGES);
        assertThat(run(growing, memory(2))).exited(255);
    }

    @Test
    void aTrapAfterMemoryCouldNotGrowIsMemoryExceeded() {
        byte[] abort = WasmBinary.join(number(1), bytes(0x40, 0, DROP, UNREACHABLE));
        assertThat(run(new WasmBinary().maximumPages(9).function("_start", NOTHING, abort), memory(2)))
                .ended(Outcome.MEMORY_EXCEEDED);
    }

    @Test
    void aRunWithLessMemoryThanTheModuleBeginsWithIsNotBegun() {
        assertThat(run(exiting(number(0)), memory(1))).ended(Outcome.MEMORY_EXCEEDED);
    }

    @Test
    void whatItWritesArrives() {
        byte[] hello = "hello\n".getBytes(StandardCharsets.UTF_8);
        var i32 = Collections.nCopies(4, ValType.I32);
        byte[] write = WasmBinary.join(number(1), number(8), number(1), number(16), bytes(0x10, 1));
        var binary = new WasmBinary()
                .importFunction(WasiFunction.MODULE, "proc_exit", CommandModules.EXIT)
                .importFunction(WasiFunction.MODULE, "fd_write", FunctionType.of(i32, List.of(ValType.I32)))
                .data(8, bytes(32, 0, 0, 0, hello.length, 0, 0, 0))
                .data(32, hello)
                .function("_start", NOTHING, WasmBinary.join(write, bytes(0x10, 0)));
        assertThat(run(binary, STANDARD)).succeeded().printed("hello\n");
        var little = new Limits(STANDARD.wallTime(), STANDARD.cpuTime(), STANDARD.memoryBytes(), 2);
        assertThat(run(binary, little)).ended(Outcome.OUTPUT_EXCEEDED).printed("he");
    }

    @Test
    void tablesDoNotGrowSoNoRunFindsWhatAnotherAdded() {
        byte[] grow = WasmBinary.join(bytes(0xd0, 0x70), number(1), bytes(0xfc, 15, 0));
        assertThat(run(exiting(grow).table(1), STANDARD)).exited(255);
        CommandModule module =
                load(exiting(WasmBinary.join(grow, bytes(DROP, 0xfc, 16, 0))).table(1));
        assertThat(run(module, STANDARD)).exited(1);
        assertThat(run(module, STANDARD)).exited(1);
    }

    @Test
    void nothingOfARunIsInTheNext() {
        byte[] increment = WasmBinary.join(
                number(64),
                number(64),
                bytes(0x28, 2, 0),
                number(1),
                bytes(0x6a, 0x36, 2, 0),
                number(64),
                bytes(0x28, 2, 0));
        CommandModule module = load(exiting(increment));
        assertThat(run(module, STANDARD)).exited(1);
        assertThat(run(module, STANDARD)).exited(1);
    }

    @Test
    void aFunctionTooLargeForAMethodRunsAllTheSameAndFromTheCacheToo() {
        WasmBinary binary = exiting(large(number(5)));
        CommandModule compiled = load(binary);
        CommandModule kept = load(binary);
        assertThat(compiled.fromCache()).isFalse();
        assertThat(kept.fromCache()).isTrue();
        for (CommandModule module : List.of(compiled, kept)) {
            assertThat(module.functions()).isEqualTo(1);
            assertThat(module.interpretedFunctions()).isEqualTo(1);
            assertThat(run(module, STANDARD)).exited(5);
        }
    }

    @Test
    void runsOneProgramAndSaysSo() {
        try (var runtime = runtime(load(exiting(number(0))));
                Sandbox sandbox = runtime.open(new SandboxSpec(Tenant.ANYBODY, "", 1 << 20, 0, List.of()))) {
            String expected = "a custom interpreter runs one program, and cannot be kept or copied";
            var spec =
                    new RunSpec(ExecutionId.random(), "code", List.of(), Map.of(), ResultFormat.NONE, STANDARD.ofRun());
            var io = new RunIo(Bytes.empty(), (stream, data, offset) -> {}, Cancellation.never());
            assertThatThrownBy(() -> sandbox.run(spec, io))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(expected);
            assertThatThrownBy(sandbox::fork)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(expected);
            assertThatThrownBy(sandbox::freeze)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(expected);
            assertThat(sandbox.runAndFinish(spec, io).exitCode()).hasValue(0);
        }
    }

    /** The same code with more before it than a method of the JVM can hold. */
    static byte[] large(byte[] code) {
        byte[] store = WasmBinary.join(number(64), number(0), bytes(0x36, 2, 0));
        var all = Collections.nCopies(10_000, store).toArray(byte[][]::new);
        return WasmBinary.join(WasmBinary.join(all), code);
    }

    private static Limits memory(int pages) {
        return STANDARD.withMemoryBytes(pages * 65_536L);
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
