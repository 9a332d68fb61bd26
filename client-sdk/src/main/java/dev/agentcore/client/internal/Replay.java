// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.Output;
import dev.agentcore.client.OutputFile;
import dev.agentcore.client.StandardStream;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events that a reader has received, so that none is delivered twice when the stream is replayed from its beginning. The
 * replay may be divided into other chunks. Not thread-safe.
 */
final class Replay {
    private final Map<StandardStream, Long> printed = new EnumMap<>(StandardStream.class);
    private final Map<String, Long> files = new HashMap<>();
    private @Nullable String executionId;

    /** The id of the execution; null before its start. */
    @Nullable
    String executionId() {
        return executionId;
    }

    /** Whether the event starts a different execution. */
    boolean contradicts(ExecutionEvent event) {
        return event instanceof ExecutionEvent.Started started
                && executionId != null
                && !executionId.equals(started.executionId());
    }

    /** The part of the event that the reader has not received; recorded as received from now on. */
    Optional<ExecutionEvent> news(ExecutionEvent event) {
        if (event instanceof ExecutionEvent.Started started) {
            boolean first = executionId == null;
            executionId = started.executionId();
            return first ? Optional.of(event) : Optional.empty();
        }
        if (event instanceof Output output) {
            return news(output).map(ExecutionEvent.class::cast);
        }
        if (event instanceof OutputFile file) {
            return news(file).map(ExecutionEvent.class::cast);
        }
        return Optional.of(event);
    }

    private Optional<Output> news(Output output) {
        long told = printed.getOrDefault(output.stream(), 0L);
        long end = output.offset() + output.size();
        if (end <= told) {
            return Optional.empty();
        }
        printed.put(output.stream(), end);
        return output.offset() >= told
                ? Optional.of(output)
                : Optional.of(Output.of(output.stream(), told, tail(output.asByteBuffer(), told - output.offset())));
    }

    private Optional<OutputFile> news(OutputFile file) {
        Long told = files.get(file.path());
        if (file.problem().isPresent()) {
            files.put(file.path(), Long.MAX_VALUE);
            return told != null && told == Long.MAX_VALUE ? Optional.empty() : Optional.of(file);
        }
        long end = file.offset() + file.data().remaining();
        if (told == null) {
            files.put(file.path(), end);
            return Optional.of(file);
        }
        if (end <= told) {
            return Optional.empty();
        }
        files.put(file.path(), end);
        return file.offset() >= told
                ? Optional.of(file)
                : Optional.of(OutputFile.of(file.path(), told, file.size(), tail(file.data(), told - file.offset())));
    }

    private static byte[] tail(ByteBuffer bytes, long from) {
        byte[] tail = new byte[(int) (bytes.remaining() - from)];
        bytes.position((int) from).get(tail);
        return tail;
    }
}
