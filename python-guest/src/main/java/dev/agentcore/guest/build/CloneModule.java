// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import com.dylibso.chicory.wasm.types.SectionId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
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
    private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};
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
        if (!Arrays.equals(HEADER, Arrays.copyOf(module, HEADER.length))) {
            throw new IllegalArgumentException("no module of version 1");
        }
        var result = new ByteArrayOutputStream();
        result.writeBytes(HEADER);
        ByteBuffer in = ByteBuffer.wrap(module).position(HEADER.length);
        while (in.hasRemaining()) {
            int begin = in.position();
            int id = in.get();
            long size = unsigned(in);
            if (size > in.remaining()) {
                throw cut();
            }
            in.position(in.position() + (int) size);
            if (!needless.contains(id)) {
                result.write(module, begin, in.position() - begin);
            }
        }
        return result.toByteArray();
    }

    private static long unsigned(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            if (!in.hasRemaining()) {
                throw cut();
            }
            byte part = in.get();
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a size of more than 32 bits");
    }

    private static IllegalArgumentException cut() {
        return new IllegalArgumentException("the module ends within a section");
    }
}
