// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import java.lang.constant.ClassDesc;

/**
 * The classes of one machine: Chicory's names for them, and ours.
 *
 * @param machine what the host calls
 */
record MachineClasses(ClassDesc machine) {
    static final ClassDesc CHICORY_INSTANCE = Instance.class.describeConstable().orElseThrow();

    /** What Chicory's functions take for memory, in the place of ours. */
    static final ClassDesc CHICORY_MEMORY = Memory.class.describeConstable().orElseThrow();

    private static final String FUNCTION = "func_";

    /** Where the dispatch of indirect calls is: a class that Chicory does not make. */
    ClassDesc table() {
        return withSuffix("Table");
    }

    /** Chicory's instructions, which it copies for each machine. */
    ClassDesc runtime() {
        return withSuffix("Shaded");
    }

    private ClassDesc withSuffix(String suffix) {
        return ClassDesc.of(machine.packageName(), machine.displayName() + suffix);
    }

    /** The simple names of the classes that hold the functions begin so. */
    String groupPrefix() {
        return machine.displayName() + "FuncGroup_";
    }

    /** The method of a function. */
    static String method(int function) {
        return FUNCTION + function;
    }

    /** Whether a method is that of a function. */
    static boolean isFunction(String method) {
        return method.startsWith(FUNCTION);
    }

    /** The function of a method. */
    static int function(String method) {
        return Integer.parseInt(method.substring(FUNCTION.length()));
    }
}
