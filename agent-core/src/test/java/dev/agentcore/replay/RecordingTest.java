// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordingTest {
    private final Recording recording = new Recording();
    private long stdout;
    private long stderr;

    @Test
    void outputOfOneStreamIsOnePieceUntilAChunkIsFull() {
        for (int line = 0; line < 10_000; line++) {
            print(OutputStreamName.STDOUT, "0123456789");
        }
        assertThat(pieces()).hasSize(2);
        assertThat(pieces().getFirst().size()).isEqualTo(65_530);
        assertThat(pieces().getLast().offset()).isEqualTo(65_530);
        assertThat(recording.end()).isEqualTo(100_000 + 2 * Piece.OVERHEAD);
    }

    @Test
    void theOrderBetweenStreamsIsKept() {
        print(OutputStreamName.STDOUT, "a");
        print(OutputStreamName.STDERR, "b");
        print(OutputStreamName.STDOUT, "c");
        print(OutputStreamName.STDOUT, "d");
        assertThat(pieces().stream()
                        .map(piece -> piece.stream() + " " + piece.offset() + " "
                                + new String(piece.outputFrom(0), StandardCharsets.UTF_8)))
                .containsExactly("STDOUT 0 a", "STDERR 0 b", "STDOUT 1 cd");
    }

    @Test
    void whatIsLargeIsNotCopied() {
        byte[] large = new byte[40_000];
        recording.output(OutputStreamName.STDOUT, large, 0, large.length, 0);
        assertThat(pieces().getFirst().outputFrom(0)).isSameAs(large);
        recording.output(OutputStreamName.STDOUT, new byte[100_000], 0, 50_000, 40_000);
        assertThat(pieces().getLast().outputFrom(0)).as("not all of it is held").hasSize(50_000);
    }

    @Test
    void whatItHoldsIsCounted() {
        for (int round = 1; round < 1000; round++) {
            print(OutputStreamName.STDOUT, "x".repeat(round));
            print(OutputStreamName.STDERR, "y");
        }
        recording.file(OutputFile.piece("/tmp/a", Bytes.wrap(new byte[500]), 0, 500));
        assertThat(recording.held())
                .isEqualTo(pieces().stream().mapToLong(Piece::held).sum())
                .isEqualTo(recording.end())
                .isEqualTo(999 * 500 + 999 + 1998 * Piece.OVERHEAD + 512 + Piece.OVERHEAD);
        recording.drop(0, Long.MAX_VALUE);
        assertThat(recording.held()).isZero();
        assertThat(recording.begin()).isEqualTo(recording.end());
    }

    @Test
    void onlyWhatIsBehindIsDroppedAndNoMoreThanNeeded() {
        for (int piece = 0; piece < 10; piece++) {
            recording.output(OutputStreamName.STDOUT, new byte[40_000], 0, 40_000, piece * 40_000L);
        }
        long place = pieces().get(5).end() - 1;
        recording.drop(8 * (40_000 + Piece.OVERHEAD), place);
        assertThat(recording.dropped()).isEqualTo(2);
        recording.drop(0, place);
        assertThat(recording.dropped()).isEqualTo(5);
        Piece first = recording.piece(5);
        assertThat(first).isNotNull();
        assertThat(recording.begin()).isEqualTo(5 * (40_000 + Piece.OVERHEAD));
        assertThat(recording.piece(10)).isNull();
    }

    private void print(OutputStreamName stream, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean out = stream == OutputStreamName.STDOUT;
        recording.output(stream, bytes, 0, bytes.length, out ? stdout : stderr);
        if (out) {
            stdout += bytes.length;
        } else {
            stderr += bytes.length;
        }
    }

    private List<Piece> pieces() {
        var pieces = new ArrayList<Piece>();
        long index = recording.dropped();
        for (Piece piece = recording.piece(index); piece != null; piece = recording.piece(++index)) {
            pieces.add(piece);
        }
        return pieces;
    }
}
