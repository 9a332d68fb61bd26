// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.wire;

import dev.agentcore.execution.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes the fields of one frame. Big-endian; texts in UTF-8; lists and texts after their length. Not thread-safe. */
final class FieldWriter {
    private static final int FIRST_ROOM = 256;

    private byte[] buffer = new byte[FIRST_ROOM];
    private int size;

    FieldWriter octet(int value) {
        reserve(1);
        buffer[size++] = (byte) value;
        return this;
    }

    FieldWriter flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    // Both ends are of the same jar.
    @SuppressWarnings("EnumOrdinal")
    FieldWriter constant(Enum<?> value) {
        return octet(value.ordinal());
    }

    FieldWriter number(int value) {
        return octet(value >>> 24).octet(value >>> 16).octet(value >>> 8).octet(value);
    }

    FieldWriter large(long value) {
        return number((int) (value >>> 32)).number((int) value);
    }

    FieldWriter time(Duration value) {
        return large(value.toNanos());
    }

    FieldWriter bytes(byte[] value) {
        number(value.length).reserve(value.length);
        System.arraycopy(value, 0, buffer, size, value.length);
        size += value.length;
        return this;
    }

    FieldWriter bytes(Bytes value) {
        number(value.size()).reserve(value.size());
        value.copyTo(0, buffer, size, value.size());
        size += value.size();
        return this;
    }

    FieldWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    FieldWriter optionalText(@Nullable String value) {
        return value == null ? flag(false) : flag(true).text(value);
    }

    <T> FieldWriter list(List<T> values, BiConsumer<FieldWriter, T> each) {
        number(values.size());
        values.forEach(value -> each.accept(this, value));
        return this;
    }

    FieldWriter texts(List<String> values) {
        return list(values, FieldWriter::text);
    }

    /** The frame: its length in four bytes, then the fields. */
    byte[] frame() {
        byte[] frame = new byte[Integer.BYTES + size];
        frame[0] = (byte) (size >>> 24);
        frame[1] = (byte) (size >>> 16);
        frame[2] = (byte) (size >>> 8);
        frame[3] = (byte) size;
        System.arraycopy(buffer, 0, frame, Integer.BYTES, size);
        return frame;
    }

    private void reserve(int more) {
        int wanted = Math.addExact(size, more);
        if (wanted > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(wanted, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * size)));
        }
    }
}
