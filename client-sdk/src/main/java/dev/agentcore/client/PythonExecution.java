// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import dev.agentcore.client.internal.EventSource;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A running program and its events.
 *
 * <pre>{@code
 * try (PythonExecution execution = client.execute(program)) {
 *     for (ExecutionEvent event : execution) {
 *         if (event instanceof Output output) {
 *             System.out.print(output.text());
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Events can be read once, by one thread. Only few are buffered: if they are not read, the program blocks in its next
 * {@code print}, and that time counts as its wall time.
 *
 * <p>{@link #close()} stops a program that is still running. It may be called by any thread.
 */
public final class PythonExecution implements Iterable<ExecutionEvent>, AutoCloseable {
    private final EventSource events;
    private boolean read;

    PythonExecution(EventSource events) {
        this.events = events;
    }

    /**
     * The events. {@link Iterator#hasNext()} blocks until the next one. It and {@link Iterator#next()} throw {@link
     * AgentCoreException} if the service fails, after the events before the failure. If the blocked thread is interrupted, the
     * program is stopped, the exception has {@link ErrorCode#CANCELLED}, and the thread's interrupt status stays set.
     *
     * @throws IllegalStateException if called a second time
     */
    @Override
    public Iterator<ExecutionEvent> iterator() {
        if (read) {
            throw new IllegalStateException("the events of an execution can be read only once");
        }
        read = true;
        return new Events(events);
    }

    /**
     * The events as a sequential stream, which throws like {@link #iterator()}. Closing it does not stop the program.
     *
     * @throws IllegalStateException if the events are being read already
     */
    public Stream<ExecutionEvent> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /**
     * Passes all output to an action, and ignores files. Uses constant memory, however much the program prints. Throws like
     * {@link #iterator()}.
     *
     * <pre>{@code
     * try (PythonExecution execution = client.execute(program)) {
     *     ExecutionEvent.Finished end = execution.forEachOutput(output -> System.out.print(output.text()));
     *     System.out.println(end.outcome());
     * }
     * }</pre>
     *
     * @return how the program ended
     * @throws IllegalStateException if the events are being read already
     */
    public ExecutionEvent.Finished forEachOutput(Consumer<? super Output> action) {
        Objects.requireNonNull(action, "action");
        ExecutionEvent.Finished end = null;
        for (ExecutionEvent event : this) {
            if (event instanceof Output output) {
                action.accept(output);
            } else if (event instanceof ExecutionEvent.Finished finished) {
                end = finished;
            }
        }
        if (end == null) {
            throw AgentCoreException.builder(ErrorCode.INTERNAL, "INTERNAL: the stream ended without a result")
                    .build();
        }
        return end;
    }

    /** Stops the program if it is running, and frees its slot. Does not wait. Idempotent. */
    @Override
    public void close() {
        events.close();
    }

    /** The events, with characters joined across chunks. */
    private static final class Events implements Iterator<ExecutionEvent> {
        private final EventSource source;
        private final TextContinuity continuity = new TextContinuity();

        Events(EventSource source) {
            this.source = source;
        }

        @Override
        public boolean hasNext() {
            return source.hasNext();
        }

        @Override
        public ExecutionEvent next() {
            if (!source.hasNext()) {
                throw new NoSuchElementException("the execution has ended");
            }
            return continuity.continued(source.next());
        }
    }
}
