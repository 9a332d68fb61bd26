// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import dev.agentcore.execution.PythonException;
import dev.agentcore.execution.ResultValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A guest's report of its program's end. A hostile program can forge it; so its size is bounded, and it affects only the
 * program's own run.
 *
 * @param exitCode 0 to 255
 * @param exception the uncaught exception that ended the program, if any
 * @param value the value of the last expression, if it was requested and there is one
 * @param outOfMemory whether the exception is the interpreter's own complaint that something did not fit into memory
 * @param stoppedAt the traceback of a program that was stopped; empty if it was not
 */
public record GuestReport(
        int exitCode,
        @Nullable PythonException exception,
        @Nullable ResultValue value,
        boolean outOfMemory,
        String stoppedAt) {
    /**
     * The maximum size of a report in bytes: more than an honest guest's, and less than the 4 MiB that a gRPC client accepts
     * in one message. A run whose end cannot be delivered would look like a failure of the service.
     */
    public static final int MAXIMUM_SIZE = 2 << 20;

    private static final int EXIT_CODE = 1;
    private static final int EXCEPTION_TYPE = 2;
    private static final int EXCEPTION_MESSAGE = 3;
    private static final int EXCEPTION_TRACEBACK = 4;
    private static final int EXCEPTION_LINE = 5;
    private static final int VALUE_REPR = 6;
    private static final int VALUE_JSON = 7;
    private static final int VALUE_JSON_ERROR = 8;
    private static final int OUT_OF_MEMORY = 9;
    private static final int STOPPED_AT = 10;

    /**
     * Parses a report. Unknown fields are ignored; of a repeated field, the last counts.
     *
     * @throws MalformedRecordException if it is not a record, has no exit code, or has a field of the wrong size or one that
     *     is not valid UTF-8
     */
    public static GuestReport decode(byte[] bytes) throws MalformedRecordException {
        int exitCode = -1;
        String type = null;
        String message = "";
        String traceback = "";
        int line = 0;
        String repr = null;
        String json = null;
        String jsonError = null;
        boolean outOfMemory = false;
        String stoppedAt = "";
        for (GuestRecord.Field field : GuestRecord.decode(bytes).fields()) {
            switch (field.tag()) {
                case EXIT_CODE -> exitCode = Byte.toUnsignedInt(sized(field, 1).get());
                case EXCEPTION_TYPE -> type = text(field);
                case EXCEPTION_MESSAGE -> message = text(field);
                case EXCEPTION_TRACEBACK -> traceback = text(field);
                case EXCEPTION_LINE ->
                    line = Math.max(0, sized(field, Integer.BYTES).getInt());
                case VALUE_REPR -> repr = text(field);
                case VALUE_JSON -> json = text(field);
                case VALUE_JSON_ERROR -> jsonError = text(field);
                case OUT_OF_MEMORY -> outOfMemory = true;
                case STOPPED_AT -> stoppedAt = text(field);
                default -> {}
            }
        }
        if (exitCode < 0) {
            throw new MalformedRecordException("a report without an exit code");
        }
        return new GuestReport(
                exitCode,
                type == null ? null : new PythonException(type, message, traceback, line),
                repr == null ? null : new ResultValue(repr, json, jsonError),
                outOfMemory,
                stoppedAt);
    }

    private static ByteBuffer sized(GuestRecord.Field field, int size) throws MalformedRecordException {
        if (field.content().length != size) {
            throw new MalformedRecordException(
                    "field " + field.tag() + " has " + field.content().length + " bytes, not " + size);
        }
        return ByteBuffer.wrap(field.content()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Strict: replacement characters for invalid bytes would take three times their space. */
    private static String text(GuestRecord.Field field) throws MalformedRecordException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(field.content()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedRecordException("field " + field.tag() + " is not UTF-8");
        }
    }
}
