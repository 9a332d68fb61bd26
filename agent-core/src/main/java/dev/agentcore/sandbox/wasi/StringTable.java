// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.fs.ErrnoException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Arguments or environment variables in a guest's memory: NUL-terminated UTF-8 strings, and a list of their addresses.
 * Immutable.
 */
public final class StringTable {
    private final int count;
    private final byte[] text;

    private StringTable(int count, byte[] text) {
        this.count = count;
        this.text = text;
    }

    /** A table of these strings, which must not contain NULs. */
    public static StringTable of(List<String> strings) {
        var all = new StringBuilder();
        for (String each : strings) {
            if (each.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a NUL in an argument or a variable");
            }
            all.append(each).append('\0');
        }
        return new StringTable(strings.size(), all.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the number of strings, and their size in bytes. */
    void writeSizes(WasiMemory memory, long countAddress, long sizeAddress) throws ErrnoException {
        memory.writeInt(countAddress, count);
        memory.writeInt(sizeAddress, text.length);
    }

    /** Writes the addresses and the strings. */
    void write(WasiMemory memory, long addresses, long textAddress) throws ErrnoException {
        memory.check(addresses, (long) count * Integer.BYTES);
        memory.writeBytes(textAddress, text, 0, text.length);
        ByteBuffer list = ByteBuffer.allocate(count * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int begin = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == 0) {
                list.putInt((int) textAddress + begin);
                begin = i + 1;
            }
        }
        memory.writeBytes(addresses, list.array(), 0, list.capacity());
    }
}
