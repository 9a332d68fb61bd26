// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest.build;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A section of a module, as its bytes are.
 *
 * @param id as the specification numbers them
 * @param contentBegin where in the module its content begins, after its size
 * @param end where it ends
 * @see <a href="https://webassembly.github.io/spec/core/binary/modules.html#sections">WebAssembly core specification,
 *     sections</a>
 */
record WasmSection(int id, int contentBegin, int end) {
    private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};

    /**
     * The sections of a module, in their order.
     *
     * @throws IllegalArgumentException if it is not a module
     */
    static List<WasmSection> of(byte[] module) {
        if (!Arrays.equals(HEADER, Arrays.copyOf(module, HEADER.length))) {
            throw new IllegalArgumentException("no module of version 1");
        }
        var sections = new ArrayList<WasmSection>();
        ByteBuffer in = ByteBuffer.wrap(module).position(HEADER.length);
        while (in.hasRemaining()) {
            int id = in.get();
            long size = unsigned(in);
            if (size > in.remaining()) {
                throw cut();
            }
            int contentBegin = in.position();
            in.position(contentBegin + (int) size);
            sections.add(new WasmSection(id, contentBegin, in.position()));
        }
        return sections;
    }

    /**
     * Reads a number of at most 32 bits.
     *
     * @throws IllegalArgumentException if there is none
     */
    static long unsigned(ByteBuffer in) {
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

    /** Its content within the module. */
    ByteBuffer content(byte[] module) {
        return ByteBuffer.wrap(module, contentBegin, end - contentBegin);
    }

    private static IllegalArgumentException cut() {
        return new IllegalArgumentException("the module ends within a section");
    }
}
