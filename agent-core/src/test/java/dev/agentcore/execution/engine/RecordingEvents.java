// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.execution.RunEvents;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records the events of one run, in words. Thread-safe. */
public final class RecordingEvents implements RunEvents {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<RunEnd> end = new CompletableFuture<>();
    private final Consumer<RunEnd> onEnd;
    private volatile @Nullable ExecutionRequest inForce;

    /** Only records. */
    public RecordingEvents() {
        this(end -> {});
    }

    /** @param onEnd is called with the run's end once it has been recorded; may throw, against the contract */
    RecordingEvents(Consumer<RunEnd> onEnd) {
        this.onEnd = onEnd;
    }

    @Override
    public boolean next(RunEvent event) {
        switch (event) {
            case RunEvent.Started started -> {
                inForce = started.request();
                events.add("started");
            }
            case RunEvent.Output output -> events.add(output.stream() + "@" + output.offset());
            case RunEvent.File file ->
                events.add("file " + file.piece().path() + "@" + file.piece().offset());
        }
        return true;
    }

    @Override
    public void end(RunEnd runEnd) {
        events.add(words(runEnd));
        assertThat(end.complete(runEnd)).as("only one end, but: %s", events).isTrue();
        onEnd.accept(runEnd);
    }

    /** What has happened so far. */
    List<String> events() {
        return events;
    }

    /** Waits for the end, in words. */
    public String end() {
        return words(awaitEnd());
    }

    /** Whether the run has ended. */
    public boolean ended() {
        return end.isDone();
    }

    /** Waits for the end of a run that has started, and returns the request with the limits in force. */
    ExecutionRequest inForce() {
        awaitEnd();
        ExecutionRequest request = inForce;
        if (request == null) {
            throw new AssertionError("never started: " + events);
        }
        return request;
    }

    /** Waits for the end of a run that finishes, and returns its result. */
    ExecutionResult result() {
        return as(RunEnd.Finished.class).result();
    }

    /** Waits for the end of a run that fails. */
    RunEnd.Failed failure() {
        return as(RunEnd.Failed.class);
    }

    /** Waits for the end of a run that is rejected. */
    RunEnd.Rejected rejected() {
        return as(RunEnd.Rejected.class);
    }

    private <T extends RunEnd> T as(Class<T> kind) {
        RunEnd actual = awaitEnd();
        assertThat(actual).isInstanceOf(kind);
        return kind.cast(actual);
    }

    private RunEnd awaitEnd() {
        return end.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static String words(RunEnd end) {
        return switch (end) {
            case RunEnd.Finished finished -> "finished " + finished.result().outcome();
            case RunEnd.Rejected rejected -> "rejected " + rejected.rejection().reason();
            case RunEnd.Abandoned abandoned -> "abandoned";
            case RunEnd.Failed failed -> "failed";
        };
    }
}
