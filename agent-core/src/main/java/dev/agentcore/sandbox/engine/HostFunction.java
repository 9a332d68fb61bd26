// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine;

import java.util.List;

/**
 * A function that a module imports from its host. Immutable itself; called on the guest's thread.
 *
 * @param module the name of the module that it is imported from
 * @param name its name there
 * @param parameters the types of its parameters
 * @param returnsInt whether it returns a 32-bit integer; if not, it returns nothing
 * @param body what it does
 */
public record HostFunction(String module, String name, List<ValueType> parameters, boolean returnsInt, Body body) {
    /** Copies the parameters. */
    public HostFunction {
        parameters = List.copyOf(parameters);
    }

    /** What a host function does. */
    @FunctionalInterface
    public interface Body {
        /**
         * Called by the guest. An exception ends the guest's call; the guest cannot catch it.
         *
         * @param memory the calling instance's memory
         * @param slots the arguments, each in 64 bits; the upper half of a 32-bit argument is undefined
         * @return the result; ignored if the function returns nothing
         */
        int call(GuestMemory memory, long[] slots);
    }
}
