// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A record: what the host and the guest say to each other. A version byte, then fields; a field is a tag byte, the size
 * of its content as four bytes, little-endian, and the content. The guest's side of it is {@code guest/wire.py}.
 *
 * @param fields in the order in which they stand; their contents are the record's own
 */
record GuestRecord(List<Field> fields) {
    private static final int VERSION = 1;
    private static final int FIELD_HEADER = 1 + Integer.BYTES;

    /** Some times what any report has. Else one of empty fields would take ten times its size of our memory. */
    private static final int MAXIMUM_FIELDS = 64;

    GuestRecord {
        fields = List.copyOf(fields);
    }

    /** A field's tag, 0 to 255, and its content. */
    @SuppressWarnings("ArrayRecordComponent") // made here and read here, never compared
    record Field(int tag, byte[] content) {}

    /**
     * Reads a record, which may be a hostile guest's: any bytes. At most 64 fields of it.
     *
     * @throws MalformedRecordException if it is not one
     */
    static GuestRecord decode(byte[] bytes) throws MalformedRecordException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (!in.hasRemaining() || in.get() != VERSION) {
            throw new MalformedRecordException("not a record of version " + VERSION);
        }
        var fields = new ArrayList<Field>();
        while (in.hasRemaining()) {
            if (fields.size() == MAXIMUM_FIELDS) {
                throw new MalformedRecordException("more than " + MAXIMUM_FIELDS + " fields");
            }
            if (in.remaining() < FIELD_HEADER) {
                throw new MalformedRecordException("a field's header is cut off");
            }
            int tag = Byte.toUnsignedInt(in.get());
            long size = Integer.toUnsignedLong(in.getInt());
            if (size > in.remaining()) {
                throw new MalformedRecordException(
                        "a field of " + size + " bytes where " + in.remaining() + " are left");
            }
            byte[] content = new byte[(int) size];
            in.get(content);
            fields.add(new Field(tag, content));
        }
        return new GuestRecord(fields);
    }

    /** The record's bytes. */
    byte[] encode() {
        var out = new ByteArrayOutputStream();
        out.write(VERSION);
        for (Field field : fields) {
            out.write(field.tag);
            int size = field.content.length;
            out.write(size);
            out.write(size >>> 8);
            out.write(size >>> 16);
            out.write(size >>> 24);
            out.writeBytes(field.content);
        }
        return out.toByteArray();
    }
}
