// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import static dev.agentcore.service.delivery.Scenario.CHUNK;
import static dev.agentcore.service.delivery.Scenario.WALL_TIME;
import static dev.agentcore.service.delivery.Scenario.blocked;
import static dev.agentcore.service.delivery.Scenario.chunks;
import static dev.agentcore.service.delivery.Scenario.failed;
import static dev.agentcore.service.delivery.Scenario.file;
import static dev.agentcore.service.delivery.Scenario.finished;
import static dev.agentcore.service.delivery.Scenario.print;
import static dev.agentcore.service.delivery.Scenario.problem;
import static dev.agentcore.service.delivery.Scenario.start;
import static dev.agentcore.service.delivery.Scenario.stderr;
import static dev.agentcore.service.delivery.Scenario.stdout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.execution.OutputStreamName;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a reader that does not read does to the program of a live run: how far it goes on, and how long it waits. */
@Timeout(30)
final class SlowReaderTest {
    private static final Duration OUTPUT_TIMEOUT = WALL_TIME.plusSeconds(1);
    private static final Duration FILES_TIMEOUT = Duration.ofSeconds(60);

    /** A chunk is in the window, and one goes over it. */
    private static final int WITHOUT_WAITING = 1;

    private final Scenario scenario = new Scenario();
    private final ManualTime time = scenario.time();
    private final Transcript stream = Transcript.stalled();
    private final RunDelivery.Live live = scenario.delivery().live(stream);
    private final RunJournal journal = live.journal();

    @Test
    void theProgramWaitsWhenItIsAChunkAhead() throws InterruptedException {
        start(journal);
        chunks(journal, 0, WITHOUT_WAITING);
        var program = blocked(() -> chunks(journal, WITHOUT_WAITING, 1));
        live.subscription().ready();
        assertThat(stream.lines())
                .as("not ready, in spite of what its face said")
                .containsExactly("started");
        program.awaitBlocked();
        stream.ready(true);
        live.subscription().ready();
        program.join();
        journal.end(finished());
        assertThat(stream.lines())
                .containsExactly("started", "STDOUT 0 (65536 bytes)", "STDOUT 65536 (65536 bytes)", "finished");
    }

    @Test
    void smallOutputWaitsToo() throws InterruptedException {
        start(journal);
        var program = blocked(() -> {
            for (int line = 0; line < 20_000; line++) {
                stdout(journal, "0123456789", 10L * line);
            }
        });
        stream.onItem(() -> stream.ready(false));
        stream.ready(true);
        live.subscription().ready();
        assertThat(stream.size()).as("what the program was ahead").isBetween(CHUNK - 256, CHUNK);
        stream.onItem(() -> {});
        stream.ready(true);
        live.subscription().ready();
        program.join();
        journal.end(finished());
        assertThat(stream.stdout()).hasSize(200_000);
    }

    @Test
    void outputWaitsUntilASecondAfterTheWallTimeAndThenFourChunksGoOver() throws InterruptedException {
        start(journal);
        chunks(journal, 0, WITHOUT_WAITING);
        var program = blocked(() -> chunks(journal, WITHOUT_WAITING, 1));
        time.advance(OUTPUT_TIMEOUT.minusNanos(1));
        program.awaitBlocked();
        time.advance(Duration.ofNanos(1));
        program.join();
        chunks(journal, WITHOUT_WAITING + 1, 3);
        assertThatThrownBy(() -> chunks(journal, WITHOUT_WAITING + 4, 1))
                .isInstanceOf(InterruptedException.class)
                .hasMessage("The run was stopped, and its readers are slow");
        assertThatThrownBy(() -> chunks(journal, WITHOUT_WAITING + 4, 1)).isInstanceOf(InterruptedException.class);
        journal.end(finished());
        stream.ready(true);
        live.subscription().ready();
        assertThat(stream.stdout()).hasSize((WITHOUT_WAITING + 4) * CHUNK);
        assertThat(stream.lines()).endsWith("finished");
    }

    @Test
    void outputDoesNotWaitForALateReaderOnceItsTimeIsOver() throws InterruptedException {
        start(journal);
        time.advance(OUTPUT_TIMEOUT);
        chunks(journal, 0, WITHOUT_WAITING + 4);
        assertThatThrownBy(() -> chunks(journal, WITHOUT_WAITING + 4, 1)).isInstanceOf(InterruptedException.class);
        stream.ready(true);
        live.subscription().ready();
        chunks(journal, WITHOUT_WAITING + 4, 10);
        assertThat(stream.stdout()).hasSize((WITHOUT_WAITING + 14) * CHUNK);
    }

    @Test
    void anInterruptedProgramsChunkIsDeliveredBeforeItLearnsOfIt() throws InterruptedException {
        start(journal);
        chunks(journal, 0, WITHOUT_WAITING);
        var program = blocked(() -> {
            chunks(journal, WITHOUT_WAITING, 1);
            assertThat(Thread.interrupted()).isTrue();
        });
        program.thread().interrupt();
        program.join();
        stderr(journal, "Traceback", 0);
        journal.end(finished());
        stream.ready(true);
        live.subscription().ready();
        assertThat(stream.lines())
                .containsExactly(
                        "started",
                        "STDOUT 0 (65536 bytes)",
                        "STDOUT 65536 (65536 bytes)",
                        "STDERR 0 Traceback",
                        "finished");
    }

    @Test
    void whatAProgramPrintsAfterItsInterruptionDoesNotWait() throws InterruptedException {
        start(journal);
        chunks(journal, 0, WITHOUT_WAITING);
        var program = blocked(() -> chunks(journal, WITHOUT_WAITING, 1));
        program.thread().interrupt();
        program.join();
        chunks(journal, WITHOUT_WAITING + 1, 3);
        assertThatThrownBy(() -> chunks(journal, WITHOUT_WAITING + 4, 1)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void anInterruptedProgramThatNeedNotWaitGoesOn() throws InterruptedException {
        start(journal);
        Thread.currentThread().interrupt();
        stdout(journal, "a", 0);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theCallersLeavingWakesTheProgram() throws InterruptedException {
        start(journal);
        chunks(journal, 0, WITHOUT_WAITING);
        var program = blocked(() -> {
            try {
                chunks(journal, WITHOUT_WAITING, 1);
            } finally {
                assertThat(journal.cancellation().requested())
                        .as("the program finds out why")
                        .isTrue();
            }
        });
        live.subscription().cancel();
        assertThatThrownBy(program::join)
                .hasRootCauseInstanceOf(InterruptedException.class)
                .hasRootCauseMessage("The run has no reader any more");
        assertThatThrownBy(() -> stdout(journal, "more", 0)).isInstanceOf(InterruptedException.class);
        journal.end(failed(journal));
        assertThat(stream.lines()).containsExactly("started");
        assertThat(time.pending()).isZero();
    }

    @Test
    void aFileWaitsForNoMoreOutput() throws InterruptedException {
        stream.ready(true);
        start(journal);
        stdout(journal, "a", 0);
        byte[] nearlyAChunk = new byte[CHUNK / 2 - 1];
        print(journal, OutputStreamName.STDOUT, nearlyAChunk, 1);
        print(journal, OutputStreamName.STDOUT, nearlyAChunk, CHUNK / 2);
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 a");
        assertThat(journal.next(file("/tmp/a"))).isTrue();
        assertThat(stream.lines()).endsWith("STDOUT 1 (65534 bytes)", "file /tmp/a 0+1");
    }

    @Test
    void readinessWakesAWaitingFile() throws InterruptedException {
        start(journal);
        chunks(journal, 0, WITHOUT_WAITING);
        var program = blocked(() -> assertThat(journal.next(file("/tmp/a"))).isTrue());
        stream.ready(true);
        live.subscription().ready();
        program.join();
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 (65536 bytes)", "file /tmp/a 0+1");
    }

    @Test
    void theCallersLeavingWakesAWaitingFile() throws InterruptedException {
        start(journal);
        chunks(journal, 0, WITHOUT_WAITING);
        var program = blocked(() -> journal.next(file("/tmp/a")));
        live.subscription().cancel();
        assertThatThrownBy(program::join)
                .hasRootCauseInstanceOf(InterruptedException.class)
                .hasRootCauseMessage("The run has no reader any more");
    }

    @Test
    void filesWaitAMinuteInAllAlsoAfterTheWallTimeAndThenOnlyProblemsAreTaken() throws InterruptedException {
        start(journal);
        time.advance(OUTPUT_TIMEOUT);
        assertThat(journal.next(file("/tmp/a"))).isTrue();
        chunks(journal, 0, WITHOUT_WAITING);
        time.advance(Duration.ofSeconds(20));
        var program = blocked(() -> assertThat(journal.next(file("/tmp/b"))).isFalse());
        time.advance(FILES_TIMEOUT.minusSeconds(20).minusNanos(1));
        program.awaitBlocked();
        time.advance(Duration.ofNanos(1));
        program.join();
        assertThat(journal.next(problem("/tmp/b"))).isTrue();
        assertThat(journal.next(file("/tmp/c"))).isFalse();
        assertThat(journal.next(problem("/tmp/c"))).isTrue();
        journal.end(finished());
        stream.ready(true);
        live.subscription().ready();
        assertThat(stream.lines())
                .containsExactly(
                        "started",
                        "file /tmp/a 0+1",
                        "STDOUT 0 (65536 bytes)",
                        "file /tmp/b READER_TOO_SLOW",
                        "file /tmp/c READER_TOO_SLOW",
                        "finished");
    }

    @Test
    void aFilesProblemIsSentToAReaderThatIsNotReady() throws InterruptedException {
        start(journal);
        assertThat(journal.next(problem("/tmp/a"))).isTrue();
        assertThat(stream.lines()).containsExactly("started", "file /tmp/a READER_TOO_SLOW");
    }

    @Test
    void theTimersOfAWaitEndWithTheRun() throws InterruptedException {
        start(journal);
        chunks(journal, 0, WITHOUT_WAITING);
        var program = blocked(() -> chunks(journal, WITHOUT_WAITING, 1));
        assertThat(time.pending()).as("keep-alive and output timeout").isEqualTo(2);
        stream.ready(true);
        live.subscription().ready();
        program.join();
        journal.end(finished());
        assertThat(time.pending()).isZero();
    }
}
