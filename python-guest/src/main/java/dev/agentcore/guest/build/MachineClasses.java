// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import java.lang.constant.ClassDesc;

/**
 * The classes of one machine: Chicory's names, and those of the rewritten classes.
 *
 * @param machine the class that the host calls
 */
record MachineClasses(ClassDesc machine) {
    static final ClassDesc CHICORY_INSTANCE = Instance.class.describeConstable().orElseThrow();

    /** The memory parameter of Chicory's functions. */
    static final ClassDesc CHICORY_MEMORY = Memory.class.describeConstable().orElseThrow();

    private static final String FUNCTION = "func_";

    /** The class that dispatches indirect calls, which Chicory does not generate. */
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

    /** The prefix of the simple names of the classes with functions. */
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
