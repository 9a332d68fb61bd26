// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Writes down what it hears, in words. */
public final class RecordingSink implements EventSink {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final AtomicReference<@Nullable ExecutionRequest> inForce = new AtomicReference<>();
    private final AtomicReference<@Nullable ExecutionResult> result = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> defect = new AtomicReference<>();

    List<String> events() {
        return events;
    }

    /** Waits for the last event. */
    public String end() {
        return end.orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Whether there was a last event. */
    public boolean ended() {
        return end.isDone();
    }

    ExecutionRequest inForce() {
        return present(inForce.get());
    }

    ExecutionResult result() {
        end();
        return present(result.get());
    }

    Throwable defect() {
        end();
        return present(defect.get());
    }

    @Override
    public void started(ExecutionRequest request, Interpreter interpreter) {
        inForce.set(request);
        events.add("started");
    }

    @Override
    public void output(OutputStreamName stream, byte[] data, long offset) {
        events.add(stream + "@" + offset);
    }

    @Override
    public boolean file(OutputFile piece) {
        events.add("file " + piece.path() + "@" + piece.offset());
        return true;
    }

    @Override
    public void finished(ExecutionResult finished) {
        result.set(finished);
        end("finished " + finished.outcome());
    }

    @Override
    public void refused(Refusal refusal) {
        end("refused " + refusal.reason());
    }

    @Override
    public void abandoned() {
        end("abandoned");
    }

    @Override
    public void failed(Throwable failure) {
        defect.set(failure);
        end("failed");
    }

    private void end(String event) {
        events.add(event);
        assertThat(end.complete(event)).as("only one end, but: %s", events).isTrue();
    }

    private static <T> T present(@Nullable T value) {
        assertThat(value).isNotNull();
        if (value == null) {
            throw new AssertionError();
        }
        return value;
    }
}
