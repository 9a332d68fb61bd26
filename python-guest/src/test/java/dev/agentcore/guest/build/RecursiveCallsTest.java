// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.FunctionType;
import dev.agentcore.guest.WasmBinary;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class RecursiveCallsTest {
    private static final int CALL = 0x10;

    /** Of a module whose function 0 is imported, the calls found, as {@code caller>callee}. */
    private static Set<String> found(List<List<Integer>> callees) {
        var binary = new WasmBinary().importFunction("host", "f", FunctionType.empty());
        for (List<Integer> each : callees) {
            byte[] code = new byte[2 * each.size()];
            for (int i = 0; i < each.size(); i++) {
                code[2 * i] = CALL;
                code[2 * i + 1] = each.get(i).byteValue();
            }
            binary.function("function " + each, FunctionType.empty(), code);
        }
        var calls = new RecursiveCalls(Parser.parse(binary.assemble()));
        var found = new TreeSet<String>();
        for (int caller = 0; caller <= callees.size(); caller++) {
            for (int callee = 0; callee <= callees.size(); callee++) {
                if (calls.contain(caller, callee)) {
                    found.add(caller + ">" + callee);
                }
            }
        }
        return found;
    }

    @Test
    void callsThatLeadToAnEndAreNone() {
        assertThat(found(List.of(List.of(2, 3, 0), List.of(3, 4), List.of(4, 4), List.of())))
                .isEmpty();
    }

    @Test
    void aFunctionThatCallsItself() {
        assertThat(found(List.of(List.of(2), List.of(2, 0)))).containsExactly("2>2");
    }

    @Test
    void ofACircleTheCallThatCloses() {
        assertThat(found(List.of(List.of(2), List.of(3), List.of(1, 4), List.of())))
                .containsExactly("3>1");
    }

    /** The walk has left a function before it comes to another that calls it: that is no circle. */
    @Test
    void circlesThatShareFunctionsAreAllFound() {
        assertThat(found(List.of(List.of(2, 3), List.of(4), List.of(4, 1), List.of(2))))
                .containsExactly("3>1", "4>2");
    }
}
