// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/** Passes everything on to another sink; for those that want to hear something of it, too. As thread-safe as that one. */
public abstract class ForwardingEventSink implements EventSink {
    private final EventSink next;

    /** Passes on to {@code next}. */
    protected ForwardingEventSink(EventSink next) {
        this.next = next;
    }

    @Override
    public void started(ExecutionRequest request, Interpreter interpreter) {
        next.started(request, interpreter);
    }

    @Override
    public void output(OutputStreamName stream, byte[] data, long offset) throws InterruptedException {
        next.output(stream, data, offset);
    }

    @Override
    public boolean file(OutputFile piece) throws InterruptedException {
        return next.file(piece);
    }

    @Override
    public void finished(ExecutionResult result) {
        next.finished(result);
    }

    @Override
    public void refused(Refusal refusal) {
        next.refused(refusal);
    }

    @Override
    public void abandoned() {
        next.abandoned();
    }

    @Override
    public void failed(Throwable defect) {
        next.failed(defect);
    }
}
