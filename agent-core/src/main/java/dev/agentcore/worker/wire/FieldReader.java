// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.wire;

import dev.agentcore.execution.Bytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one frame, in the form of {@link FieldWriter}. Trusts none of them. Not thread-safe. */
final class FieldReader {
    private final ByteBuffer fields;

    FieldReader(byte[] fields) {
        this.fields = ByteBuffer.wrap(fields);
    }

    /** Reads one of several fields of the same kind. */
    @FunctionalInterface
    interface Field<T> {
        T read(FieldReader reader) throws MalformedFrameException;
    }

    int octet() throws MalformedFrameException {
        try {
            return Byte.toUnsignedInt(fields.get());
        } catch (BufferUnderflowException cut) {
            throw tooShort();
        }
    }

    boolean flag() throws MalformedFrameException {
        return octet() != 0;
    }

    <E extends Enum<E>> E constant(E[] values) throws MalformedFrameException {
        int ordinal = octet();
        if (ordinal >= values.length) {
            throw new MalformedFrameException("a constant that does not exist: " + ordinal);
        }
        return values[ordinal];
    }

    int number() throws MalformedFrameException {
        try {
            return fields.getInt();
        } catch (BufferUnderflowException cut) {
            throw tooShort();
        }
    }

    long large() throws MalformedFrameException {
        try {
            return fields.getLong();
        } catch (BufferUnderflowException cut) {
            throw tooShort();
        }
    }

    /** A number that is not negative. */
    long size() throws MalformedFrameException {
        long size = large();
        if (size < 0) {
            throw new MalformedFrameException("a negative size");
        }
        return size;
    }

    Duration time() throws MalformedFrameException {
        return Duration.ofNanos(size());
    }

    byte[] bytes() throws MalformedFrameException {
        byte[] bytes = new byte[length(1)];
        fields.get(bytes);
        return bytes;
    }

    Bytes content() throws MalformedFrameException {
        return Bytes.wrap(bytes());
    }

    String text() throws MalformedFrameException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes()))
                    .toString();
        } catch (CharacterCodingException binary) {
            throw new MalformedFrameException("a text that is not UTF-8");
        }
    }

    @Nullable
    String optionalText() throws MalformedFrameException {
        return flag() ? text() : null;
    }

    /** @param least the fewest bytes that an element takes, at least 1: a length that cannot be is refused before memory is taken */
    <T> List<T> list(int least, Field<T> field) throws MalformedFrameException {
        int length = length(least);
        var list = new ArrayList<T>(length);
        for (int i = 0; i < length; i++) {
            list.add(field.read(this));
        }
        return List.copyOf(list);
    }

    List<String> texts() throws MalformedFrameException {
        return list(Integer.BYTES, FieldReader::text);
    }

    void end() throws MalformedFrameException {
        if (fields.hasRemaining()) {
            throw new MalformedFrameException(fields.remaining() + " bytes too many");
        }
    }

    private int length(int least) throws MalformedFrameException {
        int length = number();
        if (length < 0 || (long) length * least > fields.remaining()) {
            throw tooShort();
        }
        return length;
    }

    private static MalformedFrameException tooShort() {
        return new MalformedFrameException("a frame that ends too early");
    }
}
