// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import static dev.agentcore.service.delivery.Scenario.CHUNK;
import static dev.agentcore.service.delivery.Scenario.MIB;
import static dev.agentcore.service.delivery.Scenario.chunks;
import static dev.agentcore.service.delivery.Scenario.digest;
import static dev.agentcore.service.delivery.Scenario.finished;
import static dev.agentcore.service.delivery.Scenario.start;
import static dev.agentcore.service.delivery.Scenario.stdout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.Tenant;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many runs are retained and how much memory they hold, and what goes first. */
@Timeout(60)
final class RetentionBoundsTest {
    private static final int CHUNKS_PER_MIB = MIB / CHUNK;

    private final RetentionSettings settings = RetentionSettings.defaults().withMemoryBytes(8 * MIB);

    @Test
    void aRunInProgressHoldsAMebibyteForFreeAndIsGrantedTheRest() throws InterruptedException {
        var scenario = new Scenario(settings);
        var journal = scenario.first("id", Transcript.ready()).journal();
        start(journal);
        chunks(journal, 0, CHUNKS_PER_MIB - 3);
        assertThat(scenario.delivery().retainedBytes()).isZero();
        chunks(journal, CHUNKS_PER_MIB - 3, 1);
        assertThat(scenario.delivery().retainedBytes()).isEqualTo(256 << 10);
        chunks(journal, CHUNKS_PER_MIB - 2, 6);
        assertThat(scenario.delivery().retainedBytes()).isEqualTo(512 << 10);
        journal.end(finished());
        assertThat(scenario.delivery().retainedBytes())
                .as("all that it holds, once it has ended")
                .isEqualTo((long) (CHUNKS_PER_MIB + 4) * (CHUNK + 128) + 1024);
    }

    @Test
    void aRunThatIsTooLargeIsReadToItsEndButRetainedOnlyAsAnId() throws InterruptedException {
        var scenario = new Scenario(settings);
        var stream = Transcript.ready();
        var journal = scenario.first("id", stream).journal();
        start(journal);
        chunks(journal, 0, 6 * CHUNKS_PER_MIB);
        var gone = new IdempotencyClaim.Rejected(new Rejection.OutputNotRetained(journal.id()));
        assertThat(scenario.claim("id", Transcript.ready())).isEqualTo(gone);
        journal.end(finished());
        assertThat(stream.stdout()).hasSize(6 * MIB);
        assertThat(stream.lines()).endsWith("finished");
        assertThat(scenario.claim("id", Transcript.ready())).isEqualTo(gone);
        assertThat(scenario.delivery().retainedRuns()).isEqualTo(1);
        assertThat(scenario.delivery().retainedBytes()).isZero();
    }

    @Test
    void aReaderTooFarBehindALargeRunIsRejected() throws InterruptedException {
        var scenario = new Scenario(settings);
        var stream = Transcript.ready();
        var journal = scenario.first("id", stream).journal();
        var stalled = Transcript.stalled();
        scenario.join("id", stalled);
        start(journal);
        chunks(journal, 0, 6 * CHUNKS_PER_MIB);
        assertThat(stalled.lines()).containsExactly("started", "rejected REPLAY_GONE");
        assertThat(stalled.end()).isEqualTo(new RunEnd.Rejected(new Rejection.OutputNotRetained(journal.id())));
        journal.end(finished());
        assertThat(stream.lines()).endsWith("finished");
    }

    @Test
    void aReaderThatIsALittleBehindARunThatIsTooLargeReadsAllOfIt() throws InterruptedException {
        var scenario = new Scenario(settings);
        var stream = Transcript.ready();
        var journal = scenario.first("id", stream).journal();
        var behind = Transcript.ready();
        var joined = scenario.join("id", behind);
        start(journal);
        int total = 6 * CHUNKS_PER_MIB;
        for (int chunk = 0; chunk < total; chunk += 8) {
            behind.ready(false);
            chunks(journal, chunk, 8);
            behind.ready(true);
            joined.subscription().ready();
        }
        journal.end(finished());
        assertThat(behind.stdout()).hasSize(6 * MIB);
        assertThat(behind.lines()).isEqualTo(stream.lines()).endsWith("finished");
    }

    @Test
    void aProgramThatNobodyCanReadAnyMoreIsCancelledAtOnce() throws InterruptedException {
        var scenario = new Scenario(settings);
        var first = scenario.first("id", Transcript.ready());
        start(first.journal());
        chunks(first.journal(), 0, 6 * CHUNKS_PER_MIB);
        assertThat(first.journal().cancellation().requested()).isFalse();
        first.subscription().cancel();
        assertThat(first.journal().cancellation().requested()).isTrue();
    }

    @Test
    void oldEndsGoFirst() throws InterruptedException {
        var scenario = new Scenario(settings);
        for (int run = 0; run < 30; run++) {
            perform(scenario, "id-" + run, CHUNKS_PER_MIB);
            assertThat(scenario.delivery().retainedBytes()).isBetween(1L, 8L * MIB);
        }
        assertThat(scenario.delivery().retainedRuns()).isEqualTo(30);
        for (int run = 0; run < 23; run++) {
            assertThat(scenario.claim("id-" + run, Transcript.ready()))
                    .isInstanceOfSatisfying(
                            IdempotencyClaim.Rejected.class,
                            rejected ->
                                    assertThat(rejected.rejection().reason()).isEqualTo(Rejection.Reason.REPLAY_GONE));
        }
        for (int run = 23; run < 30; run++) {
            var again = Transcript.ready();
            scenario.join("id-" + run, again);
            assertThat(again.stdout()).hasSize(MIB);
            assertThat(again.lines()).endsWith("finished");
        }
    }

    @Test
    void memoryIsTakenFromTheTenantThatHoldsMost() throws InterruptedException {
        var scenario = new Scenario(settings);
        perform(scenario, new RequestKey(new Tenant("alice"), "id"), CHUNKS_PER_MIB);
        for (int run = 0; run < 40; run++) {
            perform(scenario, new RequestKey(new Tenant("mallory"), "id-" + run), CHUNKS_PER_MIB);
        }
        var again = Transcript.ready();
        join(scenario, new RequestKey(new Tenant("alice"), "id"), again);
        assertThat(again.stdout()).hasSize(MIB);
    }

    @Test
    void runsInProgressAreShedOnlyIfNoneHasEnded() throws InterruptedException {
        var scenario = new Scenario(settings);
        perform(scenario, "ended", CHUNKS_PER_MIB);
        var journals = new RunJournal[6];
        var streams = new Transcript[journals.length];
        for (int run = 0; run < journals.length; run++) {
            streams[run] = Transcript.ready();
            journals[run] = scenario.first("id-" + run, streams[run]).journal();
            start(journals[run]);
            // 1.5 MiB of grants each: with the ended one, the sixth is too much.
            chunks(journals[run], 0, 5 * CHUNKS_PER_MIB / 2 - 4);
        }
        assertThat(scenario.claim("ended", Transcript.ready())).isInstanceOf(IdempotencyClaim.Rejected.class);
        assertThat(scenario.claim("id-0", Transcript.ready())).isInstanceOf(IdempotencyClaim.Rejected.class);
        for (int run = 1; run < journals.length; run++) {
            assertThat(scenario.claim("id-" + run, Transcript.ready())).isInstanceOf(IdempotencyClaim.Joined.class);
        }
        assertThat(scenario.delivery().retainedBytes()).isLessThanOrEqualTo(8L * MIB);
        for (int run = 0; run < journals.length; run++) {
            journals[run].end(finished());
            assertThat(streams[run].lines()).endsWith("finished");
        }
    }

    @Test
    void theOldestEndOfTheTenantWithMostEndsIsEvicted() throws InterruptedException {
        var scenario = new Scenario(settings.withRuns(20));
        var alice = new RequestKey(new Tenant("alice"), "id");
        perform(scenario, alice, 1);
        for (int run = 0; run < 40; run++) {
            perform(scenario, new RequestKey(new Tenant("mallory"), "id-" + run), 1);
        }
        assertThat(scenario.delivery().retainedRuns()).isEqualTo(20);
        join(scenario, alice, Transcript.ready());
        for (int run = 21; run < 40; run++) {
            join(scenario, new RequestKey(new Tenant("mallory"), "id-" + run), Transcript.ready());
        }
        assertThat(scenario.delivery()
                        .claim(new RequestKey(new Tenant("mallory"), "id-20"), digest("request"), Transcript.ready()))
                .isInstanceOf(IdempotencyClaim.First.class);
    }

    @Test
    void whereAllRunsAreInProgressThereIsNoPlaceForAnother() throws InterruptedException {
        var scenario = new Scenario(settings.withRuns(1));
        var journal = scenario.first("one", Transcript.ready()).journal();
        start(journal);
        var full = new IdempotencyClaim.Rejected(new Rejection.TooManyRetainedRuns(Duration.ofSeconds(1)));
        assertThat(scenario.claim("two", Transcript.ready())).isEqualTo(full);
        journal.end(finished());
        scenario.first("two", Transcript.ready());
        assertThat(scenario.delivery().retainedRuns()).isEqualTo(1);
    }

    @Test
    void anEvictedRunIsStillReadByItsReaders() throws InterruptedException {
        var scenario = new Scenario(settings.withRuns(1));
        var slow = Transcript.stalled();
        var first = scenario.first("one", slow);
        start(first.journal());
        stdout(first.journal(), "hello", 0);
        first.journal().end(finished());
        scenario.first("two", Transcript.ready());
        slow.ready(true);
        first.subscription().ready();
        assertThat(slow.lines()).containsExactly("started", "STDOUT 0 hello", "finished");
    }

    @Test
    void longResultsAreCounted() throws InterruptedException {
        var scenario = new Scenario(settings);
        var journal = scenario.first("id", Transcript.ready()).journal();
        start(journal);
        journal.end(finished());
        assertThat(scenario.delivery().retainedBytes()).isEqualTo(1024);
    }

    /** Runs of all sizes, of tenants that come more or less often, some of which nobody reads to the end. */
    @Test
    void whateverComesTheBoundsHold() throws InterruptedException {
        var scenario = new Scenario(settings.withMemoryBytes(4 * MIB).withRuns(100));
        var random = new Random(1);
        var outcomes = new HashMap<String, Integer>();
        for (int count = 0; count < 2000; count++) {
            var tenant = new Tenant("tenant-" + (int) Math.sqrt(random.nextInt(100)));
            var key = new RequestKey(tenant, "id-" + random.nextInt(500));
            var stream = Transcript.ready();
            String outcome = switch (scenario.delivery().claim(key, digest("request"), stream)) {
                case IdempotencyClaim.First first -> {
                    boolean leaves = random.nextInt(10) == 0;
                    if (leaves) {
                        stream.onItem(first.subscription()::cancel);
                    }
                    boolean large = !leaves && random.nextInt(8) == 0;
                    int size = random.nextInt(large ? 2 * MIB : 20_000);
                    print(first.journal(), bytes(key, size), 1 + random.nextInt(70_000));
                    yield "first";
                }
                case IdempotencyClaim.Joined joined -> {
                    joined.subscription().ready();
                    assertThat(stream.lines()).endsWith("finished");
                    yield "joined";
                }
                case IdempotencyClaim.Rejected rejected -> {
                    assertThat(rejected.rejection().reason()).isEqualTo(Rejection.Reason.REPLAY_GONE);
                    yield "gone";
                }
            };
            outcomes.merge(outcome, 1, Integer::sum);
            assertThat(scenario.delivery().retainedBytes()).isBetween(0L, 4L * MIB);
            assertThat(scenario.delivery().retainedRuns()).isLessThanOrEqualTo(100);
            if (stream.end() instanceof RunEnd.Finished) {
                assertThat(stream.stdout()).isEqualTo(bytes(key, stream.stdout().length));
            }
        }
        assertThat(scenario.delivery().retainedRuns()).isEqualTo(100);
        assertThat(outcomes).containsOnlyKeys("first", "joined", "gone");
        scenario.time().advance(Duration.ofMinutes(2));
        assertThat(scenario.delivery().retainedRuns()).isZero();
        assertThat(scenario.delivery().retainedBytes()).isZero();
    }

    private static void print(RunJournal journal, byte[] text, int step) throws InterruptedException {
        start(journal);
        for (int from = 0; from < text.length; from += step) {
            byte[] part = Arrays.copyOfRange(text, from, Math.min(text.length, from + step));
            Scenario.print(journal, OutputStreamName.STDOUT, part, from);
        }
        journal.end(finished());
    }

    private static void perform(Scenario scenario, String id, int chunks) throws InterruptedException {
        perform(scenario, Scenario.key(id), chunks);
    }

    private static void perform(Scenario scenario, RequestKey key, int chunks) throws InterruptedException {
        var first = (IdempotencyClaim.First) scenario.delivery().claim(key, digest("request"), Transcript.ready());
        start(first.journal());
        chunks(first.journal(), 0, chunks);
        first.journal().end(finished());
    }

    private static void join(Scenario scenario, RequestKey key, Transcript stream) {
        var joined = (IdempotencyClaim.Joined) scenario.delivery().claim(key, digest("request"), stream);
        joined.subscription().ready();
    }

    private static byte[] bytes(RequestKey key, int size) {
        byte[] bytes = new byte[size];
        new Random(key.requestId().hashCode()).nextBytes(bytes);
        return bytes;
    }
}
