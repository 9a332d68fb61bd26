// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.ExecutionEvent.Started;
import dev.agentcore.client.PythonExecution;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.testkit.ServerProcess;
import dev.agentcore.testkit.TcpProxy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a client hears when its server or the way there is gone in the middle of a run: soon, with a code, and with all that had
 * been printed, in each of its ways. Its deadline is six minutes.
 */
@Timeout(180)
final class BrokenConnectionIT {
    private static final Duration PROMPTLY = Duration.ofSeconds(15);

    /** After 20 s without a sign of life the client asks for one, and waits 10 s for it. */
    private static final Duration WITHOUT_A_SIGN_OF_LIFE = Duration.ofSeconds(75);

    // Small enough for all readers' runs to have their memory at the same time.
    private static final PythonProgram ENDLESS = PythonProgram.builder("print('begun')\nwhile True: pass")
            .memoryBytes(64 << 20)
            .build();

    @Test
    void aServerThatIsKilledIsUnavailable() throws Exception {
        try (ServerProcess server = start();
                Readers readers = Readers.of(server.target())) {
            server.kill();
            readers.assertAllFail(PROMPTLY, ErrorCode.UNAVAILABLE);
        }
    }

    @Test
    void aConnectionThatIsResetIsUnavailable() throws Exception {
        try (ServerProcess server = start();
                TcpProxy proxy = TcpProxy.to(server.target());
                Readers readers = Readers.of(proxy.target())) {
            proxy.cut();
            readers.assertAllFail(PROMPTLY, ErrorCode.UNAVAILABLE);
        }
    }

    @Test
    void aServerThatDoesNotAnswerAnyMoreIsUnavailable() throws Exception {
        try (ServerProcess server = start();
                Readers readers = Readers.of(server.target())) {
            server.freeze();
            // Its kernel takes the connection, and nobody ever says a word on it.
            try (AgentCoreClient late = AgentCoreClient.connect(server.target())) {
                Reading reading = Reading.of(Way.FUTURE, late, ENDLESS);
                readers.assertAllFail(WITHOUT_A_SIGN_OF_LIFE, ErrorCode.UNAVAILABLE);
                assertThat(reading.failure(WITHOUT_A_SIGN_OF_LIFE))
                        .isInstanceOfSatisfying(AgentCoreException.class, failure -> {
                            assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                            assertThat(failure.executionId()).isEmpty();
                        });
            }
        }
    }

    @Test
    void aServerThatDoesNotWaitForItsReaderAnyLongerCancels() throws Exception {
        // Until then the program has printed more than there is room for on the way.
        try (ServerProcess server = ServerProcess.start("--set", "lifecycle.drain-timeout=3s");
                AgentCoreClient client = AgentCoreClient.connect(server.target());
                PythonExecution execution = client.execute(PythonProgram.of("while True: print('x' * 1000)"))) {
            Iterator<ExecutionEvent> events = execution.iterator();
            assertThat(events.next()).isInstanceOf(Started.class);
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThatExceptionOfType(AgentCoreException.class)
                    .isThrownBy(() -> events.forEachRemaining(event -> {}))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED));
        }
    }

    @Test
    void aServerThatNobodyStartedIsUnavailable() throws Exception {
        String target;
        try (ServerProcess server = start()) {
            target = server.target();
            server.end();
        }
        try (AgentCoreClient client = AgentCoreClient.connect(target)) {
            assertThatExceptionOfType(AgentCoreException.class)
                    .isThrownBy(() -> client.run(ENDLESS))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                    .withMessageContaining(target);
        }
    }

    private static ServerProcess start() throws Exception {
        return ServerProcess.start("--slots", String.valueOf(Way.values().length));
    }

    /** A client, and a run of it in each of its ways that has printed a line. */
    private record Readers(AgentCoreClient client, Map<Way, Reading> readings) implements AutoCloseable {
        static Readers of(String target) throws InterruptedException {
            var printed = new CountDownLatch(Way.values().length);
            AgentCoreClient client = AgentCoreClient.builder(target)
                    .intercept(new PrintedSignal(printed))
                    .build();
            Map<Way, Reading> readings = new EnumMap<>(Way.class);
            for (Way way : Way.values()) {
                readings.put(way, Reading.of(way, client, ENDLESS));
            }
            assertThat(printed.await(60, TimeUnit.SECONDS)).isTrue();
            return new Readers(client, readings);
        }

        void assertAllFail(Duration timeout, ErrorCode code) throws Exception {
            for (var each : readings.entrySet()) {
                assertThat(each.getValue().failure(timeout))
                        .as(each.getKey().name())
                        .isInstanceOfSatisfying(AgentCoreException.class, failure -> {
                            assertThat(failure.code()).isEqualTo(code);
                            assertThat(failure.executionId()).isPresent();
                        });
                assertThat(each.getValue().stdout()).as(each.getKey().name()).isEqualTo("begun\n");
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
