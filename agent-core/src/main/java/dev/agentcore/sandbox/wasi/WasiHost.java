// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.execution.Bytes;
import dev.agentcore.sandbox.engine.HostFunction;
import dev.agentcore.sandbox.fs.FileCopy;
import java.util.ArrayList;
import java.util.List;

/**
 * WASI preview 1 for one guest: all of its 46 functions, and seven for files and pipes that it lacks, which reach only what a {@link WasiEnvironment} holds. Used by the
 * thread that runs the guest.
 *
 * <p>Safe by construction, not by filtering: there is no host file, no link, no socket, no process and no environment
 * behind it, and nothing to write to but the sandbox's own scratch, in memory. What a guest may pass is checked where it is used;
 * what a call may cost is bounded by the guest's own memory and interruptible.
 *
 * @see <a href="https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md">WASI preview 1</a>
 */
public final class WasiHost {
    private final WasiEnvironment environment;
    private final Descriptors descriptors;
    private final GuestClocks clocks;
    private final StreamFunctions streams;
    private final ProcessFunctions process;
    private final List<WasiFunction> functions = new ArrayList<>();
    private final List<WasiFunction> posixFunctions;

    /** For a guest of one thread. */
    public WasiHost(WasiEnvironment environment) {
        this(environment, Waiting.alone());
    }

    /** @param waiting how the guest's threads wait */
    public WasiHost(WasiEnvironment environment, Waiting waiting) {
        this(
                environment,
                new Descriptors(environment.stdin(), environment.preopens(), environment.random()),
                new GuestClocks(environment.wallClock(), waiting),
                waiting);
    }

    private WasiHost(WasiEnvironment environment, Descriptors descriptors, GuestClocks clocks, Waiting waiting) {
        this.environment = environment;
        this.descriptors = descriptors;
        this.clocks = clocks;
        streams = new StreamFunctions(descriptors, environment.stdio(), waiting);
        process = new ProcessFunctions(environment.arguments(), environment.variables(), environment.random());
        functions.addAll(streams.functions());
        functions.addAll(new DescriptorFunctions(descriptors, environment.wallClock(), waiting).functions());
        var creation = new CreationMode();
        functions.addAll(new PathFunctions(descriptors, creation, environment.wallClock()).functions());
        posixFunctions = new PosixFunctions(descriptors, creation, waiting).functions();
        functions.addAll(new SocketFunctions(descriptors).functions());
        functions.addAll(new ClockFunctions(clocks).functions());
        functions.addAll(new PollFunctions(descriptors, clocks, waiting).functions());
        functions.addAll(process.functions());
    }

    /**
     * A copy for a copy of the guest: it has the same open files, at the same offsets, and its clocks continue. Must be called
     * between runs.
     *
     * @param files copies of the files
     * @param waiting how the copy's threads wait
     */
    public WasiHost copy(FileCopy files, Waiting waiting) {
        return new WasiHost(
                environment, new Descriptors(descriptors, files), new GuestClocks(clocks, waiting), waiting);
    }

    /** Replaces the results of {@code args_get} and {@code environ_get}, before a run begins. */
    public void replaceArguments(StringTable arguments, StringTable variables) {
        process.replace(arguments, variables);
    }

    /** Begins a run on the current thread, with this standard input and this consumer of its output. */
    public void beginRun(Bytes stdin, StdioConsumer stdio) {
        descriptors.replaceStdin(stdin);
        streams.connect(stdio);
        clocks.beginRun();
    }

    /** Ends the run, on the thread that began it. Releases its input and output. */
    public void endRun() {
        clocks.endRun();
        streams.connect(environment.stdio());
        descriptors.replaceStdin(Bytes.empty());
    }

    /** The functions, to be called without an instance. */
    public List<WasiFunction> wasiFunctions() {
        return List.copyOf(functions);
    }

    /** The functions of POSIX that WASI lacks, to be called without an instance. */
    List<WasiFunction> posixFunctions() {
        return posixFunctions;
    }

    /**
     * What the guest's own C library calls besides WASI, to be imported by one instance.
     *
     * @param module the name of the module that they are imported from
     */
    public List<HostFunction> posixFunctions(String module) {
        return posixFunctions.stream()
                .map(function -> function.toHostFunction(module))
                .toList();
    }

    /** The functions, to be imported by one instance. */
    public List<HostFunction> hostFunctions() {
        return functions.stream()
                .map(function -> function.toHostFunction(WasiFunction.MODULE))
                .toList();
    }
}
