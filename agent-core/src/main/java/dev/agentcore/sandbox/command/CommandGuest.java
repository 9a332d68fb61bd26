// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.RunSpec;
import dev.agentcore.execution.Watched;
import dev.agentcore.sandbox.engine.GuestExitException;
import dev.agentcore.sandbox.engine.GuestInstance;
import dev.agentcore.sandbox.fs.FileCopy;
import dev.agentcore.sandbox.guest.FrozenGuest;
import dev.agentcore.sandbox.guest.Guest;
import dev.agentcore.sandbox.guest.GuestEnding;
import dev.agentcore.sandbox.guest.GuestReport;
import dev.agentcore.sandbox.wasi.StdioConsumer;
import dev.agentcore.sandbox.wasi.StringTable;
import dev.agentcore.sandbox.wasi.WasiHost;
import java.util.ArrayList;
import java.util.List;

/**
 * A guest that is a command: it starts uninitialised, runs one program, and ends with an exit code. Not
 * thread-safe.
 */
final class CommandGuest implements Guest {
    private static final String START = "_start";
    private static final int FAILED = 1;

    private final GuestInstance instance;
    private final WasiHost wasi;
    private final ReportFile report;
    private final String launcher;

    /**
     * Does not run anything yet.
     *
     * @param instance owned by the guest from now on
     * @param wasi what {@code instance} imports
     * @param report receives the report of a failed program
     * @param launcher the code that it is given, whose first argument is the program
     */
    CommandGuest(GuestInstance instance, WasiHost wasi, ReportFile report, String launcher) {
        this.instance = instance;
        this.wasi = wasi;
        this.report = report;
        this.launcher = launcher;
    }

    @Override
    public int pages() {
        return instance.memory().pages();
    }

    @Override
    public int growthRefusals() {
        return instance.memory().growthRefusals();
    }

    @Override
    public Watched threads() {
        return Watched.nothing();
    }

    /** Does nothing: it has no signals. */
    @Override
    public void interrupt() {}

    @Override
    public GuestEnding run(RunSpec spec, Bytes stdin, StdioConsumer stdio, boolean last) {
        wasi.replaceArguments(StringTable.of(arguments(spec)), StringTable.of(variables(spec)));
        wasi.beginRun(stdin, stdio);
        try {
            var unused = instance.call(START);
            return new GuestEnding.Exited(0);
        } catch (GuestExitException exit) {
            GuestReport failure = exit.code() == FAILED ? report.report() : null;
            return failure == null ? GuestEnding.of(exit) : new GuestEnding.Returned(failure);
        } finally {
            wasi.endRun();
        }
    }

    private List<String> arguments(RunSpec spec) {
        var arguments = new ArrayList<>(List.of("python", "-c", launcher, spec.code()));
        arguments.addAll(spec.arguments());
        return arguments;
    }

    private static List<String> variables(RunSpec spec) {
        return spec.environment().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    /** Nothing is known of what such an interpreter holds back. */
    @Override
    public String salvage(StdioConsumer stdio) {
        return "";
    }

    @Override
    public void requireRepeatable() {
        throw unsupported();
    }

    @Override
    public Guest copy(FileCopy files) {
        throw unsupported();
    }

    @Override
    public FrozenGuest freeze(FileCopy files) {
        throw unsupported();
    }

    static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("a custom interpreter runs one program, and cannot be kept or copied");
    }

    @Override
    public void close() {
        instance.close();
    }
}
