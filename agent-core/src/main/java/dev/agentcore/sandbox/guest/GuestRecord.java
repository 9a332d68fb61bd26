// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A message between the host and the guest: a version byte, then fields. A field is a tag byte, the size of its content as
 * four bytes in little-endian order, and the content. The guest's side is {@code guest/wire.py}.
 *
 * @param fields in their order in the record, which owns their contents
 */
record GuestRecord(List<Field> fields) {
    private static final int VERSION = 1;
    private static final int FIELD_HEADER = 1 + Integer.BYTES;

    /** A multiple of any report's fields. Unlimited, a record of empty fields would take ten times its size in memory. */
    private static final int MAXIMUM_FIELDS = 64;

    GuestRecord {
        fields = List.copyOf(fields);
    }

    /** A field's tag, 0 to 255, and its content. */
    @SuppressWarnings("ArrayRecordComponent") // made here and read here, never compared
    record Field(int tag, byte[] content) {}

    /**
     * Parses a record of at most 64 fields. The bytes may come from a hostile guest.
     *
     * @throws MalformedRecordException if the bytes are not a record
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
                throw new MalformedRecordException("a field's header is truncated");
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
