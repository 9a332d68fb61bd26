// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.replay;

import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run has printed and given back, as far as it is held. Places in it are told in bytes, what surrounds the bytes
 * included. Not safe for use by many threads.
 */
final class Recording {
    /** The most output that one event has. */
    static final int CHUNK = 64 << 10;

    /** What is as large as this is held as it is: to gather it would only copy it. */
    private static final int LARGE = CHUNK / 2;

    private final List<Piece> pieces = new ArrayList<>();
    private long dropped;
    private long begin;
    private long end;
    private long held;

    /** Where it ends now. */
    long end() {
        return end;
    }

    /** What it takes of memory, in bytes. */
    long held() {
        return held;
    }

    /** Where what is held begins. */
    long begin() {
        return begin;
    }

    /** How many of the first pieces are held no longer. */
    long dropped() {
        return dropped;
    }

    /** The piece of that number, counted from the run's beginning; null if there is none yet. It must not be dropped. */
    @Nullable
    Piece piece(long index) {
        int at = Math.toIntExact(index - dropped);
        return at < pieces.size() ? pieces.get(at) : null;
    }

    /** Adds output, a chunk at most. {@code data} does not change any more. */
    void output(OutputStreamName stream, byte[] data, int from, int length, long offset) {
        if (length >= LARGE) {
            boolean whole = length == data.length;
            add(Piece.output(end, stream, offset, whole ? data : Arrays.copyOfRange(data, from, from + length)));
            return;
        }
        Piece last = pieces.isEmpty() ? null : pieces.getLast();
        if (last == null || !last.isFollowedBy(stream, offset) || last.size() + length > CHUNK) {
            last = Piece.output(end, stream, offset, new byte[0]);
            add(last);
        }
        long before = last.held();
        last.add(data, from, length);
        held += last.held() - before;
        end = last.end();
    }

    /** Adds a piece of a file. */
    void file(OutputFile file) {
        add(Piece.file(end, file));
    }

    private void add(Piece piece) {
        if (!pieces.isEmpty()) {
            Piece last = pieces.getLast();
            long before = last.held();
            last.trim();
            held += last.held() - before;
        }
        pieces.add(piece);
        held += piece.held();
        end = piece.end();
    }

    /** Drops the first pieces until no more than {@code most} bytes are held, but none that is not wholly before {@code place}. */
    void drop(long most, long place) {
        int count = 0;
        while (count < pieces.size() && held > most && pieces.get(count).end() <= place) {
            held -= pieces.get(count).held();
            begin = pieces.get(count).end();
            count++;
        }
        pieces.subList(0, count).clear();
        dropped += count;
    }
}
