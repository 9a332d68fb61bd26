// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.threads;

import dev.agentcore.sandbox.engine.FrozenInstance;
import dev.agentcore.sandbox.engine.GuestInstance;
import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.engine.GuestStack;
import dev.agentcore.sandbox.engine.HostFunction;
import dev.agentcore.sandbox.engine.chicory.ChicoryMemory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A guest that does nothing but call the functions of its threads, on real threads over a real memory of one page. */
final class RawThreads implements GuestInstance, AutoCloseable {
    static final int MEMORY_END = GuestMemory.PAGE_SIZE;
    /** Zeros: the thread that runs holds no lock of the interpreter's. */
    private static final int MAILBOX = 1024;

    private final ChicoryMemory memory = ChicoryMemory.fresh(1, 1);
    private final GuestThreads threads;
    private final Map<String, HostFunction> functions;
    private final AtomicReference<@Nullable Runnable> attendant = new AtomicReference<>();
    private volatile boolean attention;
    private volatile GuestStack stack = new GuestStack(MEMORY_END, 0);
    /** What each of its threads does: it gets the argument of {@code thread_start}. */
    private volatile IntConsumer body = argument -> {};

    /** Begins a run. */
    RawThreads(int maximum, ThreadPool pool) {
        threads = new GuestThreads(pool);
        threads.attach(this);
        functions = ThreadFunctions.of("m", threads).stream()
                .collect(Collectors.toMap(HostFunction::name, Function.identity()));
        threads.beginRun(maximum, MAILBOX);
    }

    RawThreads does(IntConsumer what) {
        body = what;
        return this;
    }

    GuestThreads threads() {
        return threads;
    }

    int function(String name, long... arguments) {
        HostFunction function = Objects.requireNonNull(functions.get(name), name);
        return function.body().call(memory, arguments);
    }

    @Override
    public GuestMemory memory() {
        return memory;
    }

    @Override
    public int call(String export, int... arguments) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void callOn(GuestStack own, String export, int... arguments) {
        stack = own;
        body.accept(arguments[0]);
    }

    @Override
    public void callAfterStop(String export) {
        throw new UnsupportedOperationException();
    }

    @Override
    public GuestStack stack() {
        return stack;
    }

    @Override
    public void setStack(GuestStack own) {
        stack = own;
    }

    @Override
    public void onAttention(Runnable whatToDo) {
        attendant.set(whatToDo);
    }

    @Override
    public void requestAttention() {
        attention = true;
    }

    /** What the guest's own code does in its loops. */
    void checkInterruption() {
        if (attention) {
            attention = false;
            Objects.requireNonNull(attendant.get()).run();
        }
    }

    @Override
    public GuestInstance copy(List<HostFunction> imports) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FrozenInstance freeze() {
        throw new UnsupportedOperationException();
    }

    /** Ends the run and all threads. */
    @Override
    public void close() {
        threads.endRun();
        threads.close();
    }
}
