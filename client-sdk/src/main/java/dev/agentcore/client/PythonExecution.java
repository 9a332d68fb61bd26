package dev.agentcore.client;

import dev.agentcore.client.internal.EventSource;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A program that is running, and its events as they come.
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
 * <p>Events can be read once, by one thread. Few are fetched ahead: a program whose output is not read is stopped at its
 * next {@code print} until it is, and that time counts as its wall time.
 *
 * <p>{@link #close()} stops a program that is still running; it may be called by any thread.
 */
public final class PythonExecution implements Iterable<ExecutionEvent>, AutoCloseable {
    private final EventSource events;
    private boolean read;

    PythonExecution(EventSource events) {
        this.events = events;
    }

    /**
     * The events. {@link Iterator#hasNext()} waits for the next one; it and {@link Iterator#next()} throw
     * {@link AgentCoreException} when the service fails, after all events that came before. An interrupt of the waiting
     * thread stops the program and throws one too, with {@link ErrorCode#CANCELLED}, and leaves the thread interrupted.
     *
     * @throws IllegalStateException if called a second time
     */
    @Override
    public Iterator<ExecutionEvent> iterator() {
        if (read) {
            throw new IllegalStateException("the events of an execution can be read once only");
        }
        read = true;
        return new Events(events);
    }

    /**
     * The events as a sequential stream; {@link #iterator()} says when it throws. Closing it does not stop the program.
     *
     * @throws IllegalStateException if the events are being read already
     */
    public Stream<ExecutionEvent> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /**
     * Reads the events to the end and tells what is printed; files are passed over. Nothing is kept: in constant memory,
     * whatever the program prints. Throws what {@link #iterator()}'s methods throw.
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
            throw AgentCoreException.builder(ErrorCode.INTERNAL, "INTERNAL: the run has no end")
                    .build();
        }
        return end;
    }

    /** Stops the program if it is running, and gives its place on the server back. Does not wait. Idempotent. */
    @Override
    public void close() {
        events.close();
    }

    /** The events as they came, with text that goes on across them. */
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
