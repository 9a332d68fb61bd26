// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import dev.agentcore.execution.RunSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request to the guest: a program, as the record that {@code guest/program.py} reads. Stateless. */
final class GuestRequest {
    private static final int CODE = 1;
    private static final int ARGUMENT = 2;
    private static final int VARIABLE = 3;
    private static final int RESULT_FORMAT = 4;
    private static final int COPIED = 5;
    private static final int THREADS = 6;

    private GuestRequest() {}

    /**
     * The record's bytes.
     *
     * @param copied whether this is the first program since the interpreter's memory was copied
     */
    static byte[] encode(RunSpec program, boolean copied) {
        var fields = new ArrayList<GuestRecord.Field>();
        add(fields, CODE, program.code());
        program.arguments().forEach(argument -> add(fields, ARGUMENT, argument));
        program.environment().forEach((name, value) -> add(fields, VARIABLE, name + "=" + value));
        switch (program.resultFormat()) {
            case NONE -> {}
            case REPR -> add(fields, RESULT_FORMAT, "repr");
            case JSON -> add(fields, RESULT_FORMAT, "json");
        }
        byte[] threads = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(program.limits().threads())
                .array();
        fields.add(new GuestRecord.Field(THREADS, threads));
        if (copied) {
            add(fields, COPIED, "");
        }
        return new GuestRecord(fields).encode();
    }

    private static void add(List<GuestRecord.Field> fields, int tag, String text) {
        fields.add(new GuestRecord.Field(tag, text.getBytes(StandardCharsets.UTF_8)));
    }
}
