// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.engine.HostFunction;
import dev.agentcore.sandbox.engine.Interruption;
import dev.agentcore.sandbox.engine.ValueType;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import java.util.List;

/**
 * A function of WASI preview 1: its name, type and implementation. Immutable itself; used on the guest's thread.
 *
 * <p>Whatever arguments a guest passes, it gets an error code, or the run ends by an exception that is meant to end it: the
 * guest's exit, its thread's interruption, or its output limit.
 */
public record WasiFunction(String name, List<ValueType> parameters, boolean returnsErrno, Body body) {
    public static final String MODULE = "wasi_snapshot_preview1";

    /** The implementation of a function. Returns to succeed. */
    @FunctionalInterface
    public interface Body {
        void call(WasiMemory memory, Arguments arguments) throws ErrnoException;
    }

    /** A function that returns an error code, as all but {@code proc_exit} do. */
    static WasiFunction of(String name, Body body, ValueType... parameters) {
        return new WasiFunction(name, List.of(parameters), true, body);
    }

    /** A function that does not return. */
    static WasiFunction ofNoReturn(String name, Body body, ValueType... parameters) {
        return new WasiFunction(name, List.of(parameters), false, body);
    }

    /** The function as an engine imports it from a module. */
    HostFunction toHostFunction(String module) {
        return new HostFunction(
                module,
                name,
                parameters,
                returnsErrno,
                (memory, slots) ->
                        call(new WasiMemory(memory), new Arguments(slots)).code());
    }

    /** Calls the function as a guest would. */
    public Errno call(WasiMemory memory, Arguments arguments) {
        Interruption.check();
        try {
            body.call(memory, arguments);
            return Errno.SUCCESS;
        } catch (ErrnoException e) {
            return e.errno();
        }
    }
}
