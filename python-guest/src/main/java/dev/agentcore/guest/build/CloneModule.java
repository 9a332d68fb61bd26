// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import com.dylibso.chicory.wasm.WasmWriter;
import com.dylibso.chicory.wasm.types.SectionId;
import java.util.Arrays;
import java.util.Set;

/**
 * The module for clones of the snapshot: without the segments that initialise memory and table. The memory comes from the
 * snapshot, and the table's functions are in the machine's code; Chicory would keep 3 MB of unused segments, and evaluate
 * thousands of elements for every clone.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/modules.html#sections">WebAssembly core specification,
 *     sections</a>
 */
final class CloneModule {
    private static final Set<Integer> NEEDLESS = Set.of(SectionId.ELEMENT, SectionId.DATA, SectionId.DATA_COUNT);
    private static final Set<Integer> DATA = Set.of(SectionId.CUSTOM, SectionId.DATA, SectionId.DATA_COUNT);

    private CloneModule() {}

    /**
     * The parts of a module that a clone needs.
     *
     * @throws IllegalArgumentException if it is not a module
     */
    static byte[] of(byte[] module) {
        return without(NEEDLESS, module);
    }

    /**
     * A module that is code and its table only: for engines that have the table's functions from the module. Names go too.
     *
     * @throws IllegalArgumentException if it is not a module
     */
    static byte[] codeOf(byte[] module) {
        return without(DATA, module);
    }

    private static byte[] without(Set<Integer> needless, byte[] module) {
        var result = new WasmWriter();
        for (WasmSection section : WasmSection.of(module)) {
            if (!needless.contains(section.id())) {
                result.writeSection(section.id(), Arrays.copyOfRange(module, section.contentBegin(), section.end()));
            }
        }
        return result.bytes();
    }
}
