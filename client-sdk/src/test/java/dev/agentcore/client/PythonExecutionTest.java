// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.client.internal.EventSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PythonExecutionTest {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), 1 << 20, 1 << 20);
    private static final ExecutionEvent STARTED =
            new ExecutionEvent.Started("run-1", LIMITS, new Interpreter("CPython", "3.13.15"));
    private static final ExecutionEvent FINISHED = new ExecutionEvent.Finished(
            Outcome.COMPLETED,
            OptionalInt.of(0),
            Optional.empty(),
            Optional.empty(),
            new Usage(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0, 0),
            false);

    @Test
    void streamsAreDecodedEachForItself() {
        byte[] euro = "€".getBytes(UTF_8);
        PythonExecution execution = new PythonExecution(new Told(
                null,
                STARTED,
                Output.of(StandardStream.STDOUT, 0, Arrays.copyOf(euro, 1)),
                Output.of(StandardStream.STDERR, 0, "oops".getBytes(UTF_8)),
                Output.of(StandardStream.STDOUT, 1, Arrays.copyOfRange(euro, 1, 3)),
                FINISHED));

        List<String> texts = execution.stream()
                .filter(Output.class::isInstance)
                .map(event -> ((Output) event).text())
                .collect(Collectors.toList());

        assertThat(texts).containsExactly("", "oops", "€");
    }

    @Test
    void eventsAreReadOnce() {
        PythonExecution execution = new PythonExecution(new Told(null, STARTED, FINISHED));
        var events = execution.iterator();

        assertThat(events).toIterable().containsExactly(STARTED, FINISHED);
        assertThatThrownBy(events::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(execution::iterator).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aResultHasAllThatWasPrinted() {
        PythonResult result = ResultCollector.collect(new PythonExecution(new Told(
                null,
                STARTED,
                Output.of(StandardStream.STDOUT, 0, "a".getBytes(UTF_8)),
                Output.of(StandardStream.STDERR, 0, "x".getBytes(UTF_8)),
                Output.of(StandardStream.STDOUT, 1, "b".getBytes(UTF_8)),
                FINISHED)));

        assertThat(result.executionId()).isEqualTo("run-1");
        assertThat(result.stdout()).isEqualTo("ab");
        assertThat(result.stderr()).isEqualTo("x");
        assertThat(result.succeeded()).isTrue();
    }

    @Test
    void aFailureOfTheServiceKeepsWhatWasPrinted() {
        AgentCoreException lost = AgentCoreException.builder(ErrorCode.UNAVAILABLE, "UNAVAILABLE: connection lost")
                .reason("GONE")
                .build();

        assertThatThrownBy(() -> ResultCollector.collect(new PythonExecution(
                        new Told(lost, STARTED, Output.of(StandardStream.STDOUT, 0, "so far".getBytes(UTF_8))))))
                .isInstanceOfSatisfying(AgentCoreException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(failure.reason()).contains("GONE");
                    assertThat(failure.executionId()).contains("run-1");
                    assertThat(failure.output().orElseThrow().stdout()).isEqualTo("so far");
                });
    }

    @Test
    void aFailureBeforeTheStartHasNoOutput() {
        AgentCoreException refused = AgentCoreException.builder(ErrorCode.INVALID_ARGUMENT, "INVALID_ARGUMENT")
                .build();

        assertThatThrownBy(() -> ResultCollector.collect(new PythonExecution(new Told(refused))))
                .isSameAs(refused);
        assertThat(refused.output()).isEmpty();
    }

    /** A source with scripted events. */
    private static final class Told implements EventSource {
        private final @Nullable AgentCoreException failure;
        private final Deque<ExecutionEvent> events;

        Told(@Nullable AgentCoreException failure, ExecutionEvent... events) {
            this.failure = failure;
            this.events = new ArrayDeque<>(List.of(events));
        }

        @Override
        public boolean hasNext() {
            if (events.isEmpty() && failure != null) {
                throw failure;
            }
            return !events.isEmpty();
        }

        @Override
        public ExecutionEvent next() {
            return events.remove();
        }

        @Override
        public void close() {}
    }
}
