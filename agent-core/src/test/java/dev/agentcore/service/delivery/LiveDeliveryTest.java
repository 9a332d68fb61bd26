// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import static dev.agentcore.service.delivery.Scenario.CHUNK;
import static dev.agentcore.service.delivery.Scenario.KEEP_ALIVE;
import static dev.agentcore.service.delivery.Scenario.chunks;
import static dev.agentcore.service.delivery.Scenario.failed;
import static dev.agentcore.service.delivery.Scenario.file;
import static dev.agentcore.service.delivery.Scenario.finished;
import static dev.agentcore.service.delivery.Scenario.print;
import static dev.agentcore.service.delivery.Scenario.start;
import static dev.agentcore.service.delivery.Scenario.stderr;
import static dev.agentcore.service.delivery.Scenario.stdout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the one reader of a live run is sent, and when. */
@Timeout(30)
final class LiveDeliveryTest {
    private final Scenario scenario = new Scenario();
    private final ManualTime time = scenario.time();
    private final Transcript stream = Transcript.ready();
    private final RunDelivery.Live live = scenario.delivery().live(stream);
    private final RunJournal journal = live.journal();

    @Test
    void aHelloIsSentOnTheProgramsThreadWithOneTimer() throws InterruptedException {
        start(journal);
        byte[] hello = {'h', 'i'};
        print(journal, OutputStreamName.STDOUT, hello, 0);
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 hi");
        journal.end(finished());
        assertThat(stream.lines()).endsWith("STDOUT 0 hi", "finished");
        assertThat(time.scheduled()).as("the keep-alive").isEqualTo(1);
        assertThat(time.pending()).isZero();
        assertThat(stream.events().getLast())
                .isInstanceOfSatisfying(
                        RunEvent.Output.class,
                        output -> assertThat(output.data()).isSameAs(hello));
    }

    @Test
    void theStartIsSentWithoutTheProgram() throws InterruptedException {
        start(journal);
        assertThat(stream.events()).singleElement().isInstanceOfSatisfying(RunEvent.Started.class, started -> {
            assertThat(started.request().id()).isEqualTo(journal.id());
            assertThat(started.request().limits().wallTime()).isEqualTo(Scenario.WALL_TIME);
            assertThat(started.request().program().code()).isEmpty();
        });
    }

    @Test
    void outputThatFollowsOtherOutputWaitsTenMilliseconds() throws InterruptedException {
        start(journal);
        stdout(journal, "a", 0);
        stdout(journal, "b", 1);
        stdout(journal, "c", 2);
        time.advance(Duration.ofMillis(10).minusNanos(1));
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 a");
        time.advance(Duration.ofNanos(1));
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 a", "STDOUT 1 bc");
    }

    @Test
    void outputAfterAPauseWaitsForNothing() throws InterruptedException {
        start(journal);
        stdout(journal, "a", 0);
        time.advance(Duration.ofMillis(10));
        stdout(journal, "b", 1);
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 a", "STDOUT 1 b");
    }

    @Test
    void linesAreSentAsFullChunks() throws InterruptedException {
        start(journal);
        for (int line = 0; line < 100_000; line++) {
            stdout(journal, "0123456789", 10L * line);
        }
        journal.end(finished());
        assertThat(stream.stdout()).hasSize(1_000_000);
        assertThat(stream.events()).as("start, first line, and chunks").hasSize(2 + 16);
        assertThat(time.scheduled())
                .as("a keep-alive, and one timer while none fires")
                .isEqualTo(2);
    }

    @Test
    void largeOutputIsSentAsItIsWithoutWaitingOrCopying() throws InterruptedException {
        start(journal);
        stdout(journal, "a", 0);
        stdout(journal, "b", 1);
        byte[] large = new byte[CHUNK / 2];
        print(journal, OutputStreamName.STDOUT, large, 2);
        assertThat(stream.lines()).endsWith("STDOUT 1 b", "STDOUT 2 (32768 bytes)");
        assertThat(stream.events().getLast())
                .isInstanceOfSatisfying(
                        RunEvent.Output.class,
                        output -> assertThat(output.data()).isSameAs(large));
    }

    @Test
    void outputLargerThanAChunkIsSplit() throws InterruptedException {
        start(journal);
        print(journal, OutputStreamName.STDERR, new byte[2 * CHUNK + 5], 0);
        journal.end(finished());
        assertThat(stream.lines())
                .containsExactly(
                        "started",
                        "STDERR 0 (65536 bytes)",
                        "STDERR 65536 (65536 bytes)",
                        "STDERR 131072 \0\0\0\0\0",
                        "finished");
    }

    @Test
    void anEmptyOutputIsNoEvent() throws InterruptedException {
        start(journal);
        print(journal, OutputStreamName.STDOUT, new byte[0], 0);
        journal.end(finished());
        assertThat(stream.lines()).containsExactly("started", "finished");
    }

    @Test
    void theStreamsKeepTheirOrderAndOnlyTheLastOutputWaits() throws InterruptedException {
        start(journal);
        stdout(journal, "a", 0);
        stdout(journal, "b", 1);
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 a");
        stderr(journal, "c", 0);
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 a", "STDOUT 1 b");
        stdout(journal, "d", 2);
        journal.end(finished());
        assertThat(stream.lines())
                .containsExactly("started", "STDOUT 0 a", "STDOUT 1 b", "STDERR 0 c", "STDOUT 2 d", "finished");
    }

    @Test
    void filesFollowAllOutputAndWaitForNothing() throws InterruptedException {
        start(journal);
        stdout(journal, "a", 0);
        stdout(journal, "b", 1);
        assertThat(journal.next(file("/tmp/a"))).isTrue();
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 a", "STDOUT 1 b", "file /tmp/a 0+1");
    }

    @Test
    void theEndFollowsAllOutputAlsoOfAFailedRun() throws InterruptedException {
        start(journal);
        stdout(journal, "a", 0);
        stdout(journal, "b", 1);
        RunEnd failed = failed(journal);
        journal.end(failed);
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 a", "STDOUT 1 b", "failed");
        assertThat(stream.end()).isSameAs(failed);
    }

    @Test
    void theEndWaitsForAReaderThatIsBehindButNotForOneThatHasReadAll() throws InterruptedException {
        start(journal);
        stream.ready(false);
        stdout(journal, "a", 0);
        journal.end(finished());
        assertThat(stream.lines()).containsExactly("started");
        stream.ready(true);
        live.subscription().ready();
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 a", "finished");

        var stalled = Transcript.stalled();
        var other = scenario.delivery().live(stalled);
        start(other.journal());
        other.journal().end(finished());
        assertThat(stalled.lines()).containsExactly("started", "finished");
    }

    @Test
    void aRunThatNeverStartsEndsItsStream() {
        var rejection = new RunEnd.Rejected(new Rejection.QueueFull(Duration.ofSeconds(1)));
        journal.end(rejection);
        assertThat(stream.end()).isSameAs(rejection);
        var abandoned = Transcript.ready();
        scenario.delivery().live(abandoned).journal().end(new RunEnd.Abandoned());
        assertThat(abandoned.lines()).containsExactly("abandoned");
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void aSilentStreamIsKeptAliveUntilItsEnd() throws InterruptedException {
        time.advance(KEEP_ALIVE.multipliedBy(3));
        assertThat(stream.lines()).as("not before the start").isEmpty();
        start(journal);
        time.advance(KEEP_ALIVE.minusNanos(1));
        assertThat(stream.lines()).containsExactly("started");
        time.advance(Duration.ofNanos(1));
        assertThat(stream.lines()).containsExactly("started", "keep-alive");
        time.advance(KEEP_ALIVE.multipliedBy(2));
        assertThat(stream.lines()).containsExactly("started", "keep-alive", "keep-alive", "keep-alive");
        journal.end(finished());
        assertThat(time.pending()).isZero();
    }

    @Test
    void theSilenceBeginsWithTheLastEvent() throws InterruptedException {
        start(journal);
        time.advance(KEEP_ALIVE.minusSeconds(1));
        stdout(journal, "a", 0);
        time.advance(KEEP_ALIVE.minusSeconds(1));
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 a");
        time.advance(Duration.ofSeconds(1));
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 a", "keep-alive");
    }

    @Test
    void aReaderThatIsBehindIsSentNoKeepAlive() throws InterruptedException {
        start(journal);
        stream.ready(false);
        time.advance(KEEP_ALIVE);
        assertThat(stream.lines()).containsExactly("started");
        stream.ready(true);
        time.advance(KEEP_ALIVE);
        assertThat(stream.lines()).containsExactly("started", "keep-alive");
    }

    @Test
    void cancellingRequestsTheRunsCancellationAndSendsNothingMore() throws InterruptedException {
        var order = new ArrayList<String>();
        journal.cancellation().onRequest(() -> order.add("requested"));
        start(journal);
        assertThat(journal.cancellation().requested()).isFalse();
        live.subscription().cancel();
        live.subscription().cancel();
        assertThat(order).containsExactly("requested");
        live.subscription().ready();
        journal.end(failed(journal));
        time.advance(KEEP_ALIVE);
        assertThat(stream.lines()).containsExactly("started");
        assertThat(time.pending()).isZero();
    }

    @Test
    void cancellingAfterTheEndRequestsNothing() throws InterruptedException {
        start(journal);
        journal.end(finished());
        live.subscription().cancel();
        assertThat(journal.cancellation().requested()).isFalse();
        assertThat(stream.lines()).containsExactly("started", "finished");
    }

    @Test
    void nothingIsRetained() throws InterruptedException {
        start(journal);
        chunks(journal, 0, 100);
        journal.end(finished());
        assertThat(scenario.delivery().retainedRuns()).isZero();
        assertThat(scenario.delivery().retainedBytes()).isZero();
    }

    @Test
    void aStreamMayCallBackWhileItIsSent() throws InterruptedException {
        stream.onItem(live.subscription()::ready);
        start(journal);
        stdout(journal, "a", 0);
        stdout(journal, "b", 1);
        journal.end(finished());
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 a", "STDOUT 1 b", "finished");

        var leaving = Transcript.ready();
        var other = scenario.delivery().live(leaving);
        leaving.onItem(other.subscription()::cancel);
        start(other.journal());
        assertThat(other.journal().cancellation().requested()).isTrue();
        other.journal().end(finished());
        assertThat(leaving.lines()).containsExactly("started");
    }

    @Test
    void aStreamThatThrowsIsEndedAndItsRunCancelled() throws InterruptedException {
        var reported = new ArrayList<Throwable>();
        var thread = Thread.currentThread();
        var before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((where, error) -> reported.add(error));
        try {
            var broken = new IllegalStateException("broken");
            start(journal);
            stream.onItem(() -> {
                stream.onItem(() -> {});
                throw broken;
            });
            stdout(journal, "a", 0);
            time.advance(Duration.ZERO);
            assertThat(reported).containsExactly(broken);
            assertThat(stream.end()).isEqualTo(new RunEnd.Failed(journal.id(), broken, true));
            assertThat(journal.cancellation().requested()).isTrue();
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }
    }

    /** Output arrives on the guest's stack, at any depth of its recursion. */
    @Test
    void aStackThatIsExhaustedLeavesTheJournalWhole() throws InterruptedException {
        start(journal);
        var overflow = new AtomicReference<Throwable>();
        var guest = new Thread(null, () -> printDeeperAndDeeper(0), "guest", 4 << 20);
        guest.setUncaughtExceptionHandler((thread, error) -> overflow.set(error));
        guest.start();
        guest.join();
        assertThat(overflow.get()).isInstanceOf(StackOverflowError.class);
        journal.end(finished());
        assertThat(stream.stdout()).hasSizeGreaterThan(100);
        assertThat(stream.lines()).endsWith("finished");
    }

    private void printDeeperAndDeeper(int depth) {
        try {
            stdout(journal, "o", depth);
            stderr(journal, "e", depth);
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
        if (depth < Integer.MAX_VALUE) {
            printDeeperAndDeeper(depth + 1);
        }
    }

    @Test
    void withoutTimersNothingWaits() throws InterruptedException {
        time.shutdown();
        start(journal);
        stdout(journal, "a", 0);
        stdout(journal, "b", 1);
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 a", "STDOUT 1 b");
        stream.ready(false);
        for (int chunk = 0; chunk < 2; chunk++) {
            print(journal, OutputStreamName.STDERR, new byte[CHUNK], (long) chunk * CHUNK);
        }
        journal.end(finished());
        assertThat(stream.end()).isNull();
        stream.ready(true);
        live.subscription().ready();
        assertThat(stream.lines()).endsWith("STDERR 65536 (65536 bytes)", "finished");
    }
}
