// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.execution.PythonException;
import dev.agentcore.execution.ResultValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a guest says of its program's end, honest or not. */
class GuestReportTest {
    @Test
    void readsAnExitCode() throws MalformedRecordException {
        assertThat(report(field(1, 255))).isEqualTo(new GuestReport(255, null, null, false, ""));
    }

    @Test
    void readsAnException() throws MalformedRecordException {
        GuestReport report = report(
                field(1, 1),
                field(2, "ValueError"),
                field(3, "größer"),
                field(4, "Traceback ..."),
                field(5, 7, 0, 0, 0));

        assertThat(report.exception()).isEqualTo(new PythonException("ValueError", "größer", "Traceback ...", 7));
    }

    @Test
    void readsThatMemoryWasExhausted() throws MalformedRecordException {
        assertThat(report(field(1, 1), field(2, "MemoryError"), field(9)).outOfMemory())
                .isTrue();
        assertThat(report(field(1, 1), field(2, "MemoryError")).outOfMemory()).isFalse();
    }

    @Test
    void readsAValue() throws MalformedRecordException {
        GuestReport report = report(field(1, 0), field(6, "{1}"), field(8, "TypeError: no set"));

        assertThat(report.value()).isEqualTo(new ResultValue("{1}", null, "TypeError: no set"));
    }

    @Test
    void passesOverFieldsOfALaterVersion() throws MalformedRecordException {
        assertThat(report(field(200, "?"), field(1, 3))).isEqualTo(new GuestReport(3, null, null, false, ""));
    }

    @Test
    void aNegativeLineIsNone() throws MalformedRecordException {
        GuestReport report = report(field(1, 1), field(2, "E"), field(5, 0xff, 0xff, 0xff, 0xff));

        assertThat(report.exception()).isEqualTo(new PythonException("E", "", "", 0));
    }

    @Test
    void refusesWhatIsNoReport() {
        assertRefused("not a record of version 1");
        assertRefused("not a record of version 1", new byte[] {2});
        assertRefused("a report without an exit code", new byte[] {1});
        assertRefused("a field's header is truncated", new byte[] {1, 1, 0, 0});
        assertRefused("a field of 4294967295 bytes where 0 are left", new byte[] {1, 1, -1, -1, -1, -1});
        assertRefused("field 1 has 2 bytes, not 1", new byte[] {1}, field(1, 0, 0));
        assertRefused("field 5 has 1 bytes, not 4", new byte[] {1}, field(5, 0));
    }

    @Test
    void refusesWhatWouldTakeMoreThanItsSize() {
        assertRefused("field 4 is not UTF-8", new byte[] {1}, field(1, 0), field(4, 0xff));
        byte[][] fields = new byte[66][];
        Arrays.fill(fields, field(9));
        fields[0] = new byte[] {1};
        assertRefused("more than 64 fields", fields);
    }

    @Test
    void anyBytesAreParsedOrRejected() {
        var random = new Random(1);
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            // Near a record, so that more than the first byte is tried.
            for (int at = 0; at < bytes.length; at += 6) {
                bytes[at] = 1;
                for (int size = at + 1; size < Math.min(at + 5, bytes.length); size++) {
                    bytes[size] = (byte) (size == at + 1 ? random.nextInt(3) : 0);
                }
            }
            try {
                GuestReport.decode(bytes);
                read++;
            } catch (MalformedRecordException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void aRecordComesBackAsItWasWritten() throws MalformedRecordException {
        byte[] bytes = concat(new byte[] {1}, field(7, "x".repeat(300)), field(9));

        assertThat(GuestRecord.decode(bytes).encode()).isEqualTo(bytes);
    }

    private static void assertRefused(String message, byte[]... parts) {
        assertThatThrownBy(() -> GuestReport.decode(concat(parts)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage(message);
    }

    private static GuestReport report(byte[]... fields) throws MalformedRecordException {
        return GuestReport.decode(concat(new byte[] {1}, concat(fields)));
    }

    private static byte[] field(int tag, String text) {
        return field(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] field(int tag, int... bytes) {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return field(tag, content);
    }

    private static byte[] field(int tag, byte[] content) {
        return ByteBuffer.allocate(5 + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) tag)
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
