// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import com.google.protobuf.UnsafeByteOperations;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.v1.ExecutePythonResponse;
import java.util.Arrays;

/** Output of one stream that waits to be sent together, one chunk of it at most. Not safe for use by many threads. */
final class PendingOutput {
    private static final int INITIAL_CAPACITY = 4 << 10;
    private static final byte[] NOTHING = {};

    private OutputStreamName stream = OutputStreamName.STDOUT;
    private long offset;
    private byte[] bytes = NOTHING;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether so many bytes of that stream may be added: the order between streams is kept, and a chunk bounded. */
    boolean accepts(OutputStreamName other, int length) {
        return size == 0 || (stream == other && size + length <= StreamingEventSink.MAX_CHUNK_BYTES);
    }

    /** Adds what {@link #accepts} allows. */
    void add(OutputStreamName name, long at, byte[] data, int from, int length) {
        if (size == 0) {
            stream = name;
            offset = at;
        }
        if (size + length > bytes.length) {
            int capacity = Math.max(INITIAL_CAPACITY, Math.max(2 * bytes.length, size + length));
            bytes = Arrays.copyOf(bytes, Math.min(capacity, StreamingEventSink.MAX_CHUNK_BYTES));
        }
        System.arraycopy(data, from, bytes, size, length);
        size += length;
    }

    /** Takes all of it, as an event; it must not be empty. */
    ExecutePythonResponse take() {
        var event = EventMapping.output(stream, UnsafeByteOperations.unsafeWrap(bytes, 0, size), offset);
        bytes = NOTHING;
        size = 0;
        return event;
    }
}
