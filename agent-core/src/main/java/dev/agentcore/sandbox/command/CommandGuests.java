package dev.agentcore.sandbox.command;

import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.sandbox.fs.Directory;
import dev.agentcore.sandbox.guest.Guest;
import dev.agentcore.sandbox.guest.GuestSource;
import dev.agentcore.sandbox.wasi.Preopen;
import dev.agentcore.sandbox.wasi.StdioConsumer;
import dev.agentcore.sandbox.wasi.StringTable;
import dev.agentcore.sandbox.wasi.WasiEnvironment;
import dev.agentcore.sandbox.wasi.WasiHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Instances of a command module that behaves like {@code python -c}. It is given {@code command.py} as its code, and the
 * program as that one's argument, so that the program has its working directory and its name. Safe for use by many
 * threads.
 */
final class CommandGuests implements GuestSource {
    private static final String LAUNCHER = "command.py";

    private final CommandModule module;
    private final SecureRandom random;
    private final String launcher = launcher();

    CommandGuests(CommandModule module, SecureRandom random) {
        this.module = module;
        this.random = random;
    }

    private static String launcher() {
        try (InputStream resource = CommandGuests.class.getResourceAsStream(LAUNCHER)) {
            if (resource == null) {
                throw new IllegalStateException("The build left out " + LAUNCHER);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public Guest open(ExecutionRequest request, Directory root, StdioConsumer stdio) {
        MemoryLimits asked =
                module.module().memorySection().orElseThrow().getMemory(0).limits();
        int allowed = Math.min(asked.maximumPages(), GuestSource.maximumPages(request.limits()));
        if (asked.initialPages() > allowed) {
            return new TooSmallGuest();
        }
        PythonProgram program = request.program();
        var report = new ReportFile();
        var wasi = new WasiHost(new WasiEnvironment(
                StringTable.of(arguments(program)),
                StringTable.of(variables(program)),
                List.of(new Preopen("/", root), report.preopen()),
                program.stdin(),
                stdio,
                random,
                InstantSource.system()));
        LinearMemory memory = LinearMemory.fresh(new MemoryLimits(asked.initialPages(), allowed));
        return new CommandGuest(module, memory, wasi, report);
    }

    private List<String> arguments(PythonProgram program) {
        var arguments = new ArrayList<>(List.of("python", "-c", launcher, program.code()));
        arguments.addAll(program.arguments());
        return arguments;
    }

    private static List<String> variables(PythonProgram program) {
        return program.environment().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    @Override
    public void close() {
        // A module holds nothing but memory.
    }
}
