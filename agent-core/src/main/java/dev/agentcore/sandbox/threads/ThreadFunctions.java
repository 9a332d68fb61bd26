// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.threads;

import static dev.agentcore.sandbox.engine.ValueType.I32;
import static dev.agentcore.sandbox.engine.ValueType.I64;

import dev.agentcore.sandbox.engine.GuestStack;
import dev.agentcore.sandbox.engine.HostFunction;
import dev.agentcore.sandbox.engine.Interruption;
import dev.agentcore.sandbox.engine.ValueType;
import dev.agentcore.sandbox.fs.Errno;
import java.util.List;

/**
 * What a guest imports for its threads: {@code threads.c} and {@code requests.c} describe the functions. A program may
 * call them with any arguments: what comes of it is bounded by the guest's own memory and number of threads. Stateless.
 */
public final class ThreadFunctions {
    private ThreadFunctions() {}

    /**
     * The functions.
     *
     * @param module the name of the module that they are imported from
     */
    public static List<HostFunction> of(String module, GuestThreads threads) {
        return List.of(
                function(module, "thread_start", true, List.of(I32, I32, I32), (memory, slots) -> {
                    var stack = new GuestStack((int) slots[1], (int) slots[2]);
                    return (threads.start((int) slots[0], stack) ? Errno.SUCCESS : Errno.AGAIN).code();
                }),
                function(
                        module,
                        "thread_wait",
                        true,
                        List.of(I32, I64),
                        (memory, slots) ->
                                errno(threads.await((int) slots[0], slots[1])).code()),
                function(module, "thread_wake", false, List.of(I32, I32), (memory, slots) -> {
                    threads.wake((int) slots[0], (int) slots[1]);
                    return 0;
                }),
                function(module, "alarm", false, List.of(I64, I64, I32), (memory, slots) -> {
                    // Before anything is done: the address may be wrong.
                    memory.writeLong((int) slots[2], 0);
                    memory.writeLong((int) slots[2], threads.setAlarm(slots[0], slots[1]));
                    return 0;
                }));
    }

    private static Errno errno(GuestThread.Wake wake) {
        return switch (wake) {
            case WOKEN -> Errno.SUCCESS;
            case TIMED_OUT -> Errno.TIMEDOUT;
            case INTERRUPTED -> Errno.INTR;
        };
    }

    private static HostFunction function(
            String module, String name, boolean returnsInt, List<ValueType> parameters, HostFunction.Body body) {
        return new HostFunction(module, name, parameters, returnsInt, (memory, slots) -> {
            Interruption.check();
            return body.call(memory, slots);
        });
    }
}
