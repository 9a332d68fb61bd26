// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.sandbox.engine.GuestInterruptedException;
import dev.agentcore.sandbox.fs.Errno;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StreamFunctionsTest {
    private static final int VECTORS = 0;
    private static final int RESULT = 512;
    private static final int BUFFER = 1024;

    private final RawGuest guest = new RawGuest(Bytes.copyOf("hello".getBytes(StandardCharsets.UTF_8)));

    @Test
    void writesGoToTheirStreams() {
        guest.put(BUFFER, "outerr").putVectors(VECTORS, BUFFER, 3, BUFFER + 3, 3);
        guest.call("fd_write", 1, VECTORS, 1, RESULT);
        assertThat(guest.memory().readInt(RESULT)).isEqualTo(3);
        guest.call("fd_write", 2, VECTORS + 8, 1, RESULT);
        guest.call("fd_write", 1, VECTORS, 2, RESULT);
        assertThat(guest.memory().readInt(RESULT)).isEqualTo(6);
        assertThat(texts(OutputStreamName.STDOUT)).containsExactly("out", "out", "err");
        assertThat(texts(OutputStreamName.STDERR)).containsExactly("err");
    }

    @Test
    void aLargeWriteArrivesWholeInPiecesOf64KiB() {
        guest.putVectors(VECTORS, 0, 100_000);
        guest.call("fd_write", 1, VECTORS, 1, RESULT);
        assertThat(guest.memory().readInt(RESULT)).isEqualTo(100_000);
        assertThat(guest.written(OutputStreamName.STDOUT))
                .extracting(piece -> piece.length)
                .containsExactly(65_536, 34_464);
    }

    @Test
    void nothingIsWrittenForNothing() {
        guest.putVectors(VECTORS, BUFFER, 0);
        guest.call("fd_write", 1, VECTORS, 1, RESULT).call("fd_write", 1, VECTORS, 0, RESULT);
        assertThat(guest.memory().readInt(RESULT)).isZero();
        assertThat(guest.written(OutputStreamName.STDOUT)).isEmpty();
    }

    @Test
    void nothingIsWrittenIfAnythingIsWrong() {
        guest.putVectors(VECTORS, BUFFER, 4, RawGuest.MEMORY_END - 3, 4);
        assertThat(guest.errno("fd_write", 1, VECTORS, 2, RESULT)).isEqualTo(Errno.FAULT.code());
        assertThat(guest.errno("fd_write", 1, VECTORS, 1, RawGuest.MEMORY_END - 3))
                .isEqualTo(Errno.FAULT.code());
        assertThat(guest.errno("fd_write", 1, VECTORS, 1025, RESULT)).isEqualTo(Errno.INVAL.code());
        guest.putVectors(VECTORS, 0, RawGuest.MEMORY_END, 0, 1);
        assertThat(guest.errno("fd_write", 1, VECTORS, 2, RESULT)).isEqualTo(Errno.INVAL.code());
        assertThat(guest.written(OutputStreamName.STDOUT)).isEmpty();
    }

    @Test
    void whatTheConsumerThrowsEndsTheRun() {
        var limit = new IllegalStateException("output limit");
        var refused = new RawGuest(Bytes.empty(), (stream, data) -> {
            throw limit;
        });
        refused.putVectors(VECTORS, BUFFER, 1);
        assertThatThrownBy(() -> refused.errno("fd_write", 1, VECTORS, 1, RESULT))
                .isSameAs(limit);
    }

    @Test
    void anInterruptionStopsALongWriteWhichSaysWhatWasTaken() {
        var pieces = new ArrayList<byte[]>();
        var interrupted = new RawGuest(Bytes.empty(), (stream, data) -> {
            pieces.add(data);
            Thread.currentThread().interrupt();
        });
        interrupted.putVectors(VECTORS, 0, 100_000);
        interrupted.call("fd_write", 1, VECTORS, 1, RESULT);
        assertThatThrownBy(() -> interrupted.errno("fd_write", 1, VECTORS, 1, RESULT))
                .isInstanceOf(GuestInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted.memory().readInt(RESULT)).isEqualTo(65_536);
        assertThat(pieces).hasSize(1);
    }

    @Test
    void anInterruptedWriteOfWhichNothingWasTakenFails() {
        var refusing = new RawGuest(Bytes.empty(), (stream, data) -> {
            throw new GuestInterruptedException();
        });
        refusing.putVectors(VECTORS, BUFFER, 10);
        assertThatThrownBy(() -> refusing.errno("fd_write", 1, VECTORS, 1, RESULT))
                .isInstanceOf(GuestInterruptedException.class);
    }

    @Test
    void aClosedStreamTakesNothing() {
        guest.putVectors(VECTORS, BUFFER, 1).call("fd_close", 1);
        assertThat(guest.errno("fd_write", 1, VECTORS, 1, RESULT)).isEqualTo(Errno.BADF.code());
        guest.call("fd_write", 2, VECTORS, 1, RESULT);
    }

    @Test
    void standardInputEnds() {
        guest.putVectors(VECTORS, BUFFER, 2, BUFFER + 10, 100);
        guest.call("fd_read", 0, VECTORS, 2, RESULT);
        assertThat(guest.memory().readInt(RESULT)).isEqualTo(5);
        assertThat(guest.text(BUFFER, 2) + guest.text(BUFFER + 10, 3)).isEqualTo("hello");
        guest.call("fd_read", 0, VECTORS, 2, RESULT);
        assertThat(guest.memory().readInt(RESULT)).isZero();
    }

    @Test
    void largeStandardInputIsReadWhole() {
        var large = new RawGuest(Bytes.wrap("ab".repeat(50_000).getBytes(StandardCharsets.UTF_8)));
        large.putVectors(VECTORS, BUFFER, 120_000).call("fd_read", 0, VECTORS, 1, RESULT);
        assertThat(large.memory().readInt(RESULT)).isEqualTo(100_000);
        assertThat(large.text(BUFFER, 100_000)).isEqualTo("ab".repeat(50_000));
    }

    @Test
    void filesAreReadFromTheirOffset() {
        int fd = guest.open(RawGuest.WORKSPACE, "data.txt");
        guest.putVectors(VECTORS, BUFFER, 4, BUFFER + 4, 4);
        guest.call("fd_read", fd, VECTORS, 2, RESULT);
        assertThat(guest.text(BUFFER, 8)).isEqualTo("01234567");
        guest.call("fd_tell", fd, RESULT);
        assertThat(guest.memory().readLong(RESULT)).isEqualTo(8);
        guest.call("fd_read", fd, VECTORS, 2, RESULT);
        assertThat(guest.memory().readInt(RESULT)).isEqualTo(2);
        assertThat(guest.text(BUFFER, 3)).isEqualTo("892");
        guest.call("fd_read", fd, VECTORS, 2, RESULT);
        assertThat(guest.memory().readInt(RESULT)).isZero();
    }

    @Test
    void readingAtAnOffsetDoesNotMove() {
        int fd = guest.open(RawGuest.WORKSPACE, "data.txt");
        guest.putVectors(VECTORS, BUFFER, 4).call("fd_pread", fd, VECTORS, 1, 7, RESULT);
        assertThat(guest.memory().readInt(RESULT)).isEqualTo(3);
        assertThat(guest.text(BUFFER, 3)).isEqualTo("789");
        guest.call("fd_pread", fd, VECTORS, 1, Long.MAX_VALUE, RESULT);
        assertThat(guest.memory().readInt(RESULT)).isZero();
        assertThat(guest.errno("fd_pread", fd, VECTORS, 1, -1, RESULT)).isEqualTo(Errno.INVAL.code());
        guest.call("fd_tell", fd, RESULT);
        assertThat(guest.memory().readLong(RESULT)).isZero();
    }

    @Test
    void seeksFromTheBeginningTheOffsetAndTheEnd() {
        int fd = guest.open(RawGuest.WORKSPACE, "data.txt");
        assertThat(seek(fd, 4, 0)).isEqualTo(4);
        assertThat(seek(fd, -1, 1)).isEqualTo(3);
        assertThat(seek(fd, -2, 2)).isEqualTo(8);
        assertThat(seek(fd, 100, 2)).isEqualTo(110);
        guest.putVectors(VECTORS, BUFFER, 4).call("fd_read", fd, VECTORS, 1, RESULT);
        assertThat(guest.memory().readInt(RESULT)).isZero();
        assertThat(guest.errno("fd_seek", fd, -1, 0, RESULT)).isEqualTo(Errno.INVAL.code());
        assertThat(guest.errno("fd_seek", fd, Long.MIN_VALUE, 2, RESULT)).isEqualTo(Errno.INVAL.code());
        assertThat(guest.errno("fd_seek", fd, Long.MAX_VALUE, 1, RESULT)).isEqualTo(Errno.OVERFLOW.code());
        assertThat(guest.errno("fd_seek", fd, 0, 3, RESULT)).isEqualTo(Errno.INVAL.code());
        assertThat(seek(fd, 0, 1)).isEqualTo(110);
        assertThat(seek(fd, Long.MAX_VALUE, 0)).isEqualTo(Long.MAX_VALUE);
    }

    private long seek(int fd, long delta, int whence) {
        guest.call("fd_seek", fd, delta, whence, RESULT);
        return guest.memory().readLong(RESULT);
    }

    @Test
    void onlyFilesHavePositions() {
        for (int stream : new int[] {1, 2}) {
            assertThat(guest.errno("fd_seek", stream, 0, 1, RESULT)).isEqualTo(Errno.SPIPE.code());
            assertThat(guest.errno("fd_tell", stream, RESULT)).isEqualTo(Errno.SPIPE.code());
            assertThat(guest.errno("fd_pread", stream, VECTORS, 0, 0, RESULT)).isEqualTo(Errno.SPIPE.code());
        }
        assertThat(guest.errno("fd_seek", RawGuest.LIB, 0, 1, RESULT)).isEqualTo(Errno.ISDIR.code());
        assertThat(guest.errno("fd_tell", 99, RESULT)).isEqualTo(Errno.BADF.code());
    }

    @Test
    void whatCannotBeReadOrWrittenSaysSo() {
        int file = guest.open(RawGuest.WORKSPACE, "data.txt");
        guest.putVectors(VECTORS, BUFFER, 4);
        assertThat(guest.errno("fd_write", file, VECTORS, 1, RESULT)).isEqualTo(Errno.ROFS.code());
        assertThat(guest.errno("fd_pwrite", file, VECTORS, 1, 0, RESULT)).isEqualTo(Errno.ROFS.code());
        assertThat(guest.errno("fd_pwrite", 1, VECTORS, 1, 0, RESULT)).isEqualTo(Errno.SPIPE.code());
        assertThat(guest.errno("fd_write", 0, VECTORS, 1, RESULT)).isEqualTo(Errno.BADF.code());
        assertThat(guest.errno("fd_write", RawGuest.LIB, VECTORS, 1, RESULT)).isEqualTo(Errno.ISDIR.code());
        assertThat(guest.errno("fd_read", 1, VECTORS, 1, RESULT)).isEqualTo(Errno.BADF.code());
        assertThat(guest.errno("fd_read", RawGuest.LIB, VECTORS, 1, RESULT)).isEqualTo(Errno.ISDIR.code());
    }

    private List<String> texts(OutputStreamName stream) {
        return guest.written(stream).stream()
                .map(piece -> new String(piece, StandardCharsets.UTF_8))
                .toList();
    }
}
