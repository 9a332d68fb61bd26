// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.OpCode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.PrimitiveIterator;
import java.util.Set;

/**
 * The calls that check for interruption: at least one of every cycle of direct calls, to stop recursions without a loop. A
 * function that calls itself twice, to a depth of sixty, would practically never end.
 *
 * <p>They are the back edges in a depth-first search of the call graph.
 */
final class RecursiveCalls {
    private final int imported;
    private final FunctionBody[] bodies;
    private final Set<Call> found = new HashSet<>();

    private record Call(int caller, int callee) {}

    /** A function on the search path, with its callees that have not been visited. */
    private record Step(int function, PrimitiveIterator.OfInt callees) {}

    RecursiveCalls(WasmModule module) {
        imported = module.importSection().count(ExternalType.FUNCTION);
        bodies = module.codeSection().functionBodies();
        var seen = new BitSet();
        for (int function = imported; function < imported + bodies.length; function++) {
            walk(function, seen);
        }
    }

    /** Whether a call is a back edge. */
    boolean contain(int caller, int callee) {
        return found.contains(new Call(caller, callee));
    }

    private void walk(int from, BitSet seen) {
        var onTheWay = new BitSet();
        Deque<Step> way = new ArrayDeque<>();
        enter(from, way, onTheWay, seen);
        while (!way.isEmpty()) {
            Step step = way.getLast();
            if (!step.callees.hasNext()) {
                onTheWay.clear(way.removeLast().function);
                continue;
            }
            int callee = step.callees.nextInt();
            if (onTheWay.get(callee)) {
                found.add(new Call(step.function, callee));
            } else {
                enter(callee, way, onTheWay, seen);
            }
        }
    }

    private void enter(int function, Deque<Step> way, BitSet onTheWay, BitSet seen) {
        if (!seen.get(function)) {
            seen.set(function);
            onTheWay.set(function);
            way.addLast(new Step(function, callees(function)));
        }
    }

    private PrimitiveIterator.OfInt callees(int function) {
        // Imported functions are the host's, which do not call the guest.
        if (function < imported) {
            return Arrays.stream(new int[0]).iterator();
        }
        return bodies[function - imported].instructions().stream()
                .filter(each -> each.opcode() == OpCode.CALL)
                .mapToInt(each -> (int) each.operand(0))
                .iterator();
    }
}
