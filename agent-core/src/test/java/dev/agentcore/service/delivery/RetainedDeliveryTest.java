// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import static dev.agentcore.service.delivery.Scenario.CHUNK;
import static dev.agentcore.service.delivery.Scenario.KEEP_ALIVE;
import static dev.agentcore.service.delivery.Scenario.blocked;
import static dev.agentcore.service.delivery.Scenario.chunks;
import static dev.agentcore.service.delivery.Scenario.digest;
import static dev.agentcore.service.delivery.Scenario.failed;
import static dev.agentcore.service.delivery.Scenario.file;
import static dev.agentcore.service.delivery.Scenario.finished;
import static dev.agentcore.service.delivery.Scenario.key;
import static dev.agentcore.service.delivery.Scenario.print;
import static dev.agentcore.service.delivery.Scenario.start;
import static dev.agentcore.service.delivery.Scenario.stderr;
import static dev.agentcore.service.delivery.Scenario.stdout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.execution.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs with a request id: which calls may read them, from which position, and what happens without readers. */
@Timeout(30)
final class RetainedDeliveryTest {
    private static final Duration RECONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final Scenario scenario = new Scenario();
    private final ManualTime time = scenario.time();
    private final RunDelivery delivery = scenario.delivery();
    private final Transcript stream = Transcript.ready();

    @Test
    void theFirstCallReadsAsALiveOneDoes() throws InterruptedException {
        var journal = scenario.first("id", stream).journal();
        start(journal);
        stdout(journal, "a", 0);
        stdout(journal, "b", 1);
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 a");
        time.advance(Duration.ofMillis(10));
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 a", "STDOUT 1 b");
        time.advance(KEEP_ALIVE);
        assertThat(stream.lines()).endsWith("STDOUT 1 b", "keep-alive");
        journal.end(finished());
        assertThat(stream.lines()).endsWith("keep-alive", "finished");
    }

    @Test
    void noCallLearnsOfTheEndBeforeItsRunIsRetained() throws InterruptedException {
        var slow = Transcript.stalled();
        var atRetention = new ArrayList<String>();
        var registry = new Retention() {
            private @Nullable Subscription subscription;

            @Override
            public boolean grant(long bytes) {
                return true;
            }

            @Override
            public void ended(long bytes) {
                slow.ready(true);
                Objects.requireNonNull(subscription).ready();
                atRetention.addAll(slow.lines());
            }

            @Override
            public void forget() {
                throw new AssertionError("a run that has ended is retained");
            }

            @Override
            public @Nullable Future<?> afterReconnectTimeout(Runnable action) {
                return null;
            }
        };
        var clock = new DeliveryClock(time, time, KEEP_ALIVE);
        var journal = RunJournal.retained(ExecutionId.random(), clock, registry);
        registry.subscription = journal.attachFirst(slow);
        start(journal);
        stdout(journal, "a", 0);
        journal.end(finished());
        assertThat(atRetention).containsExactly("started", "STDOUT 0 a");
        assertThat(slow.lines()).containsExactly("started", "STDOUT 0 a", "finished");
    }

    @Test
    void anotherCallReadsARunInProgressFromItsBeginning() throws InterruptedException {
        var journal = scenario.first("id", stream).journal();
        start(journal);
        stdout(journal, "before ", 0);
        stderr(journal, "oh", 0);
        var second = Transcript.ready();
        assertThat(scenario.join("id", second).execution()).isEqualTo(journal.id());
        assertThat(second.lines()).as("the last waits for more").containsExactly("started", "STDOUT 0 before ");
        stdout(journal, "after", 7);
        journal.end(finished());
        assertThat(second.lines())
                .isEqualTo(stream.lines())
                .containsExactly("started", "STDOUT 0 before ", "STDERR 0 oh", "STDOUT 7 after", "finished");
        assertThat(second.events().getFirst()).isEqualTo(stream.events().getFirst());
        assertThat(second.end()).isSameAs(stream.end());
    }

    @Test
    void aCallAfterTheEndReadsTheSameButInLargerChunks() throws InterruptedException {
        var journal = scenario.first("id", stream).journal();
        start(journal);
        for (int line = 0; line < 3; line++) {
            stdout(journal, "line\n", 5L * line);
            time.advance(Duration.ofMillis(10));
        }
        byte[] large = new byte[CHUNK];
        print(journal, OutputStreamName.STDERR, large, 0);
        journal.next(file("/tmp/a"));
        journal.end(finished());
        for (int retry = 0; retry < 3; retry++) {
            var again = Transcript.ready();
            scenario.join("id", again);
            assertThat(again.lines())
                    .containsExactly(
                            "started",
                            "STDOUT 0 line\nline\nline\n",
                            "STDERR 0 (65536 bytes)",
                            "file /tmp/a 0+1",
                            "finished");
            assertThat(again.events().get(2))
                    .isInstanceOfSatisfying(
                            RunEvent.Output.class,
                            output -> assertThat(output.data()).as("not copied").isSameAs(large));
            assertThat(again.end()).isSameAs(stream.end());
        }
    }

    @Test
    void nothingIsSentBeforeTheJoiningCallIsReady() throws InterruptedException {
        var journal = scenario.first("id", stream).journal();
        start(journal);
        journal.end(finished());
        var second = Transcript.ready();
        var joined = (IdempotencyClaim.Joined) scenario.claim("id", second);
        assertThat(second.lines()).isEmpty();
        joined.subscription().ready();
        assertThat(second.lines()).containsExactly("started", "finished");
    }

    @Test
    void eachReaderReadsAtItsOwnPace() throws InterruptedException {
        var journal = scenario.first("id", stream).journal();
        var slow = Transcript.stalled();
        var joined = scenario.join("id", slow);
        start(journal);
        chunks(journal, 0, 6);
        assertThat(stream.stdout()).hasSize(6 * CHUNK);
        assertThat(slow.lines()).containsExactly("started");
        slow.onItem(() -> slow.ready(false));
        for (int chunk = 1; chunk <= 3; chunk++) {
            slow.ready(true);
            joined.subscription().ready();
            assertThat(slow.stdout()).hasSize(chunk * CHUNK);
        }
        journal.end(finished());
        assertThat(stream.lines()).endsWith("finished");
        slow.onItem(() -> {});
        slow.ready(true);
        joined.subscription().ready();
        assertThat(slow.stdout()).hasSize(6 * CHUNK);
        assertThat(slow.lines()).endsWith("finished");
    }

    @Test
    void theProgramWaitsForTheFurthestReaderOnlyAndKeepsAWindowAhead() throws InterruptedException {
        stream.ready(false);
        var first = scenario.first("id", stream);
        var journal = first.journal();
        start(journal);
        chunks(journal, 0, 4);
        var program = blocked(() -> chunks(journal, 4, 1));
        var second = Transcript.ready();
        scenario.join("id", second);
        program.join();
        chunks(journal, 5, 100);
        assertThat(second.stdout()).hasSize(105 * CHUNK);
        assertThat(stream.lines()).containsExactly("started");
    }

    @Test
    void anotherRequestUnderTheSameIdIsRejected() {
        var journal = scenario.first("id", stream).journal();
        var other = Transcript.ready();
        assertThat(delivery.claim(key("id"), digest("other request"), other))
                .isEqualTo(new IdempotencyClaim.Rejected(new Rejection.RequestIdReused(journal.id())));
        assertThat(other.lines()).isEmpty();
    }

    @Test
    void tenantsHaveIdsOfTheirOwn() {
        var alice = new RequestKey(new Tenant("alice"), "id");
        var bob = new RequestKey(new Tenant("bob"), "id");
        assertThat(delivery.claim(alice, digest("one"), stream)).isInstanceOf(IdempotencyClaim.First.class);
        assertThat(delivery.claim(bob, digest("two"), Transcript.ready())).isInstanceOf(IdempotencyClaim.First.class);
        assertThat(delivery.retainedRuns()).isEqualTo(2);
    }

    @Test
    void fourCallsReadARunAtATime() throws InterruptedException {
        var first = scenario.first("id", stream);
        start(first.journal());
        for (int reader = 1; reader < 4; reader++) {
            scenario.join("id", Transcript.ready());
        }
        var tooMany = new IdempotencyClaim.Rejected(
                new Rejection.TooManyReaders(first.journal().id(), 4, Duration.ofSeconds(1)));
        assertThat(scenario.claim("id", Transcript.ready())).isEqualTo(tooMany);
        first.subscription().cancel();
        scenario.join("id", Transcript.ready());
        assertThat(scenario.claim("id", Transcript.ready())).isEqualTo(tooMany);
    }

    @Test
    void aRetryWithinTheReconnectTimeoutFindsTheProgramRunning() throws InterruptedException {
        var first = scenario.first("id", stream);
        var journal = first.journal();
        start(journal);
        stdout(journal, "before ", 0);
        first.subscription().cancel();
        stdout(journal, "meanwhile ", 7);
        time.advance(RECONNECT_TIMEOUT.minusNanos(1));
        assertThat(journal.cancellation().requested()).isFalse();
        var retry = Transcript.ready();
        scenario.join("id", retry);
        time.advance(RECONNECT_TIMEOUT);
        assertThat(journal.cancellation().requested()).isFalse();
        stdout(journal, "after", 17);
        journal.end(finished());
        assertThat(retry.stdout()).asString().isEqualTo("before meanwhile after");
        assertThat(stream.lines()).containsExactly("started", "STDOUT 0 before ");
    }

    @Test
    void aProgramThatEndsWithoutReadersIsRetained() throws InterruptedException {
        var first = scenario.first("id", stream);
        start(first.journal());
        first.subscription().cancel();
        stdout(first.journal(), "late", 0);
        first.journal().end(finished());
        assertThat(time.pending()).as("the expiry only").isEqualTo(1);
        time.advance(RECONNECT_TIMEOUT);
        assertThat(first.journal().cancellation().requested()).isFalse();
        var retry = Transcript.ready();
        scenario.join("id", retry);
        assertThat(retry.lines()).containsExactly("started", "STDOUT 0 late", "finished");
    }

    @Test
    void aProgramThatNobodyComesBackForIsCancelledAndItsEndRetained() throws InterruptedException {
        var first = scenario.first("id", stream);
        var journal = first.journal();
        start(journal);
        first.subscription().cancel();
        time.advance(RECONNECT_TIMEOUT);
        assertThat(journal.cancellation().requested()).isTrue();
        stdout(journal, "last words", 0);
        journal.end(finished());
        var retry = Transcript.ready();
        assertThat(scenario.join("id", retry).execution()).isEqualTo(journal.id());
        assertThat(retry.lines()).containsExactly("started", "STDOUT 0 last words", "finished");
    }

    @Test
    void aProgramWithoutReadersWaitsAtItsWindowUntilItIsCancelled() throws InterruptedException {
        var first = scenario.first("id", stream);
        var journal = first.journal();
        start(journal);
        first.subscription().cancel();
        chunks(journal, 0, 4);
        var program = blocked(() -> chunks(journal, 4, 10));
        time.advance(Scenario.WALL_TIME);
        program.awaitBlocked();
        journal.cancellation().onRequest(program.thread()::interrupt);
        time.advance(RECONNECT_TIMEOUT);
        assertThatThrownBy(program::join).hasRootCauseInstanceOf(InterruptedException.class);
        journal.end(finished());
        var retry = Transcript.ready();
        scenario.join("id", retry);
        assertThat(retry.stdout()).hasSizeGreaterThanOrEqualTo(5 * CHUNK);
        assertThat(retry.lines()).endsWith("finished");
    }

    @Test
    void withoutReconnectTimeoutACancelledProgramIsStoppedAtOnce() throws InterruptedException {
        var hasty = new Scenario(RetentionSettings.defaults().withReconnectTimeout(Duration.ZERO));
        var first = hasty.first("id", stream);
        start(first.journal());
        first.subscription().cancel();
        assertThat(first.journal().cancellation().requested()).isTrue();
    }

    @Test
    void whileOneCallReadsTheOthersMayLeave() throws InterruptedException {
        var first = scenario.first("id", stream);
        var second = scenario.join("id", Transcript.ready());
        var third = Transcript.ready();
        scenario.join("id", third);
        start(first.journal());
        first.subscription().cancel();
        second.subscription().cancel();
        time.advance(RECONNECT_TIMEOUT);
        assertThat(first.journal().cancellation().requested()).isFalse();
        first.journal().end(finished());
        assertThat(third.lines()).containsExactly("started", "keep-alive", "finished");
    }

    @Test
    void filesAreMissingFromNoResultThatIsReplayed() throws InterruptedException {
        var first = scenario.first("id", stream);
        var journal = first.journal();
        start(journal);
        first.subscription().cancel();
        time.advance(RECONNECT_TIMEOUT);
        assertThatThrownBy(() -> journal.next(file("/tmp/a")))
                .isInstanceOf(InterruptedException.class)
                .hasMessage("The run has no reader any more");
        journal.end(finished());
        assertThat(scenario.claim("id", Transcript.ready()))
                .isEqualTo(new IdempotencyClaim.Rejected(new Rejection.OutputNotRetained(journal.id())));
    }

    @Test
    void aRejectedRunIsForgottenBeforeItsCallersLearnOfIt() {
        var first = scenario.first("id", stream);
        var second = Transcript.ready();
        scenario.join("id", second);
        var claims = new ArrayList<IdempotencyClaim>();
        stream.onItem(() -> claims.add(scenario.claim("id", Transcript.ready())));
        var rejection = new RunEnd.Rejected(new Rejection.QueueFull(Duration.ofSeconds(1)));
        first.journal().end(rejection);
        assertThat(List.of(stream.end(), second.end())).containsExactly(rejection, rejection);
        assertThat(claims).singleElement().isInstanceOf(IdempotencyClaim.First.class);
    }

    @Test
    void othersMayTryAgainWhatTheFirstCallAbandoned() {
        var first = scenario.first("id", stream);
        var second = Transcript.ready();
        scenario.join("id", second);
        first.journal().end(new RunEnd.Abandoned());
        assertThat(stream.end()).isEqualTo(new RunEnd.Abandoned());
        assertThat(second.end()).isEqualTo(new RunEnd.Rejected(new Rejection.SharedRunAbandoned()));
        assertThat(delivery.retainedRuns()).isZero();
        assertThat(scenario.claim("id", Transcript.ready())).isInstanceOf(IdempotencyClaim.First.class);
    }

    @Test
    void aFailureIsRetainedIfTheProgramHadStarted() throws InterruptedException {
        var started = scenario.first("started", stream).journal();
        start(started);
        stdout(started, "before", 0);
        RunEnd failure = failed(started);
        started.end(failure);
        var again = Transcript.ready();
        scenario.join("started", again);
        assertThat(again.lines()).isEqualTo(stream.lines()).containsExactly("started", "STDOUT 0 before", "failed");
        assertThat(again.end()).isSameAs(failure);

        var unstarted = Transcript.ready();
        var journal = scenario.first("unstarted", unstarted).journal();
        journal.end(new RunEnd.Failed(journal.id(), new IllegalStateException(), false));
        assertThat(unstarted.lines()).containsExactly("failed");
        assertThat(scenario.claim("unstarted", Transcript.ready())).isInstanceOf(IdempotencyClaim.First.class);
    }

    @Test
    void aRunExpires() throws InterruptedException {
        var first = scenario.first("id", stream).journal();
        time.advance(Duration.ofMinutes(5));
        start(first);
        first.end(finished());
        time.advance(Duration.ofMinutes(2).minusNanos(1));
        scenario.join("id", Transcript.ready());
        time.advance(Duration.ofNanos(1));
        assertThat(delivery.retainedRuns()).isZero();
        assertThat(delivery.retainedBytes()).isZero();
        var later = scenario.first("id", Transcript.ready());
        assertThat(later.journal().id()).isNotEqualTo(first.id());
    }

    @Test
    void whatIsRetainedTakesNoTimersButOneForAllThatExpire() throws InterruptedException {
        for (int run = 0; run < 100; run++) {
            var journal = scenario.first("id-" + run, Transcript.ready()).journal();
            start(journal);
            stdout(journal, "a", 0);
            journal.end(finished());
            time.advance(Duration.ofMillis(1));
        }
        assertThat(time.pending()).isEqualTo(1);
        time.advance(Duration.ofMinutes(2));
        assertThat(delivery.retainedRuns()).isZero();
        assertThat(time.pending()).isZero();
    }

    @Test
    void aServerWithoutRetentionTakesNoClaims() {
        var off = new Scenario(RetentionSettings.defaults().withTime(Duration.ZERO));
        assertThat(off.delivery().retentionTime()).isZero();
        assertThatThrownBy(() -> off.claim("id", stream)).isInstanceOf(IllegalStateException.class);
        assertThat(delivery.retentionTime()).isEqualTo(Duration.ofMinutes(2));
    }
}
