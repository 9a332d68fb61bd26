// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import static dev.agentcore.service.delivery.Scenario.CHUNK;
import static dev.agentcore.service.delivery.Scenario.MIB;
import static dev.agentcore.service.delivery.Scenario.finished;
import static dev.agentcore.service.delivery.Scenario.print;
import static dev.agentcore.service.delivery.Scenario.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever readers do, each is sent exactly what the program did, in its order and from the beginning, and one end; or is told
 * that it is no longer retained. One thread, manual time: a seed is a history.
 */
@Timeout(120)
final class DeliveryPropertyTest {
    private static final int RETAINED_HISTORIES = 150;
    private static final int LIVE_HISTORIES = 100;

    @Test
    void readersOfARetainedRunSeeWhatWasAppended() throws InterruptedException {
        var ends = new HashMap<String, Integer>();
        for (int seed = 0; seed < RETAINED_HISTORIES; seed++) {
            var history = new History(seed, true);
            history.play(ends);
        }
        assertThat(ends).containsOnlyKeys("finished", "rejected REPLAY_GONE", "left");
    }

    @Test
    void theReaderOfALiveRunSeesWhatWasAppended() throws InterruptedException {
        var ends = new HashMap<String, Integer>();
        for (int seed = 0; seed < LIVE_HISTORIES; seed++) {
            var history = new History(seed, false);
            history.play(ends);
        }
        assertThat(ends).containsOnlyKeys("finished", "left");
    }

    private record Call(Transcript stream, Subscription subscription) {}

    private static final class History {
        private final int seed;
        private final Random random;
        private final Scenario scenario;
        private final boolean retained;
        private final List<Call> present = new ArrayList<>();
        private final List<Call> left = new ArrayList<>();
        private final List<Call> all = new ArrayList<>();
        private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        private final ByteArrayOutputStream appended = new ByteArrayOutputStream();
        private final RunJournal journal;

        History(int seed, boolean retained) {
            this.seed = seed;
            this.retained = retained;
            random = new Random(seed);
            long memory = (long) MIB << random.nextInt(5);
            scenario = new Scenario(RetentionSettings.defaults().withMemoryBytes(memory));
            var stream = Transcript.ready();
            if (retained) {
                var first = scenario.first("id", stream);
                journal = first.journal();
                add(new Call(stream, first.subscription()));
            } else {
                var live = scenario.delivery().live(stream);
                journal = live.journal();
                add(new Call(stream, live.subscription()));
            }
        }

        void play(Map<String, Integer> ends) throws InterruptedException {
            start(journal);
            boolean wanted = true;
            for (int step = random.nextInt(300); step > 0 && wanted; step--) {
                act();
                wanted = letOneReadOn();
                if (wanted) {
                    append();
                }
            }
            for (int count = wanted ? random.nextInt(4) : 0; count > 0 && letOneReadOn(); count--) {
                appendFile();
            }
            journal.end(finished());
            for (int step = random.nextInt(20); step > 0; step--) {
                act();
            }
            for (Call call : List.copyOf(present)) {
                call.stream().ready(true);
                call.subscription().ready();
            }
            all.forEach(call -> ends.merge(check(call), 1, Integer::sum));
            scenario.time().advance(Duration.ofMinutes(3));
            assertThat(scenario.time().pending()).as("timers, seed %d", seed).isZero();
            assertThat(scenario.delivery().retainedRuns()).isZero();
            assertThat(scenario.delivery().retainedBytes()).isZero();
        }

        private void add(Call call) {
            present.add(call);
            all.add(call);
        }

        /** Something that callers or time do. */
        private void act() {
            int choice = random.nextInt(20);
            if (choice == 0 && retained) {
                join();
            } else if (choice == 1 && random.nextInt(5) == 0 && !present.isEmpty()) {
                Call call = present.remove(random.nextInt(present.size()));
                call.subscription().cancel();
                left.add(call);
            } else if (choice < 5) {
                scenario.time().advance(Duration.ofNanos(random.nextInt(20_000_000)));
            } else if (choice < 12 && !present.isEmpty()) {
                Call call = present.get(random.nextInt(present.size()));
                call.stream().ready(random.nextBoolean());
                if (call.stream().isReady() || random.nextInt(3) == 0) {
                    call.subscription().ready();
                }
            }
        }

        private boolean join() {
            var stream = random.nextBoolean() ? Transcript.ready() : Transcript.stalled();
            return switch (scenario.claim("id", stream)) {
                case IdempotencyClaim.Joined joined -> {
                    joined.subscription().ready();
                    add(new Call(stream, joined.subscription()));
                    yield true;
                }
                case IdempotencyClaim.Rejected rejected -> {
                    assertThat(rejected.rejection().reason())
                            .isIn(Rejection.Reason.REPLAY_GONE, Rejection.Reason.REPLAY_READERS);
                    yield false;
                }
                case IdempotencyClaim.First first -> throw new AssertionError("run again, seed " + seed);
            };
        }

        /** Lets a reader catch up if the program would wait for it. Returns whether there is one. */
        private boolean letOneReadOn() {
            present.removeIf(call -> call.stream().end() != null);
            if (present.isEmpty() && !(retained && join())) {
                return false;
            }
            int read = all.stream().mapToInt(call -> call.stream().size()).max().orElse(0);
            if (appended.size() - read > CHUNK / 2) {
                Call furthest = present.get(random.nextInt(present.size()));
                boolean before = furthest.stream().isReady();
                furthest.stream().ready(true);
                furthest.subscription().ready();
                furthest.stream().ready(before);
            }
            return true;
        }

        private void append() throws InterruptedException {
            boolean out = random.nextInt(4) > 0;
            var printed = out ? stdout : stderr;
            int size = 1 + random.nextInt(random.nextInt(5) == 0 ? 2 * CHUNK : 2000);
            byte[] data = new byte[size];
            random.nextBytes(data);
            int offset = printed.size();
            printed.writeBytes(data);
            appended.writeBytes(data);
            for (int from = 0; from < size; from += CHUNK) {
                byte[] chunk = Arrays.copyOfRange(data, from, Math.min(size, from + CHUNK));
                if (from > 0) {
                    assertThat(letOneReadOn()).isTrue();
                }
                print(journal, out ? OutputStreamName.STDOUT : OutputStreamName.STDERR, chunk, offset + from);
            }
        }

        private void appendFile() throws InterruptedException {
            byte[] data = new byte[random.nextInt(1000)];
            random.nextBytes(data);
            appended.writeBytes(data);
            var piece = OutputFile.piece("/tmp/a", Bytes.wrap(data), 0, data.length);
            assertThat(journal.next(new RunEvent.File(piece))).isTrue();
        }

        private String check(Call call) {
            Transcript stream = call.stream();
            stream.checkUse();
            assertPrefix(stream.stdout(), stdout);
            assertPrefix(stream.stderr(), stderr);
            // All bytes are random, so that they reveal the order, too.
            assertPrefix(stream.all(), appended);
            if (stream.end() instanceof RunEnd.Finished) {
                assertThat(stream.size()).as("all, seed %d", seed).isEqualTo(appended.size());
                return "finished";
            }
            if (stream.end() != null) {
                return stream.lines().getLast();
            }
            assertThat(left).as("only who left has no end, seed %d", seed).contains(call);
            return "left";
        }

        private void assertPrefix(byte[] sent, ByteArrayOutputStream whole) {
            boolean prefix = Arrays.equals(sent, Arrays.copyOf(whole.toByteArray(), sent.length));
            assertThat(prefix).as("seed %d", seed).isTrue();
        }
    }
}
