// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import static dev.agentcore.service.delivery.Scenario.MIB;
import static dev.agentcore.service.delivery.Scenario.finished;
import static dev.agentcore.service.delivery.Scenario.print;
import static dev.agentcore.service.delivery.Scenario.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.RunEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Programs, callers and timers on many threads: no run hangs, no stream is used by two threads at a time, no program runs
 * twice, and every stream that finishes is complete. A deadlock shows as a timeout.
 */
@Timeout(60)
final class DeliveryRaceTest {
    private static final int CALLERS = 8;
    private static final int CALLS = 200;
    private static final int IDS = 100;

    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
    private final RunDelivery delivery = Scenario.onRealTime(
            RetentionSettings.defaults().withMemoryBytes(2 * MIB).withReconnectTimeout(Duration.ofMillis(20)), clock);
    private final Set<Scenario.Program> programs = ConcurrentHashMap.newKeySet();
    private final Set<String> problems = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, AtomicInteger> runs = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    @Test
    void whateverThreadsDoEachRunEndsAndEachStreamIsWhole() {
        var callers = new ArrayList<Scenario.Program>();
        for (int caller = 0; caller < CALLERS; caller++) {
            var random = new Random(caller);
            callers.add(program(() -> {
                for (int call = 0; call < CALLS; call++) {
                    call(random);
                }
            }));
        }
        callers.forEach(Scenario.Program::join);
        programs.forEach(Scenario.Program::join);
        assertThat(problems).isEmpty();
        assertThat(runs.values()).allSatisfy(count -> assertThat(count).hasValue(1));
        assertThat(delivery.retainedBytes()).isBetween(0L, 2L * MIB);
    }

    private void call(Random random) throws InterruptedException {
        String id = "id-" + random.nextInt(IDS);
        var stream = new BlockingRunStream(1 + random.nextInt(200_000));
        boolean live = random.nextInt(4) == 0;
        Subscription subscription;
        if (live) {
            var run = delivery.live(stream);
            run(run.journal(), text(id), random.nextLong());
            subscription = run.subscription();
        } else {
            switch (delivery.claim(Scenario.key(id), Scenario.digest(id), stream)) {
                case IdempotencyClaim.First first -> {
                    runs.computeIfAbsent(id, name -> new AtomicInteger()).incrementAndGet();
                    run(first.journal(), text(id), random.nextLong());
                    subscription = first.subscription();
                }
                case IdempotencyClaim.Joined joined -> subscription = joined.subscription();
                case IdempotencyClaim.Rejected rejected -> {
                    return;
                }
            }
        }
        stream.connect(subscription);
        read(stream, subscription, id, random);
    }

    /** Reads to the end, or leaves before it. */
    private void read(BlockingRunStream stream, Subscription subscription, String id, Random random)
            throws InterruptedException {
        int most = random.nextInt(3) == 0 ? random.nextInt(20) : Integer.MAX_VALUE;
        var transcript = Transcript.ready();
        for (int items = 0; items < most; items++) {
            switch (stream.take()) {
                case BlockingRunStream.Item.Event event -> transcript.send(event.event());
                case BlockingRunStream.Item.KeepAlive keepAlive -> transcript.sendKeepAlive();
                case BlockingRunStream.Item.End end -> {
                    check(transcript, end.end(), text(id));
                    return;
                }
            }
            if (random.nextInt(4) == 0) {
                Thread.onSpinWait();
            }
        }
        subscription.cancel();
    }

    private void check(Transcript transcript, RunEnd end, byte[] text) {
        transcript.checkUse();
        byte[] printed = transcript.stdout();
        if (!Arrays.equals(printed, Arrays.copyOf(text, printed.length))) {
            problems.add("other bytes than printed");
        }
        if (end instanceof RunEnd.Finished && printed.length != text.length) {
            problems.add(printed.length + " of " + text.length + " bytes");
        }
    }

    /** A program that prints, and ends as a failed one if it is stopped. */
    private void run(RunJournal journal, byte[] text, long seed) {
        programs.add(program(() -> {
            Thread self = Thread.currentThread();
            journal.cancellation().onRequest(self::interrupt);
            var random = new Random(seed);
            RunEnd end = finished();
            try {
                Scenario.start(journal);
                int from = 0;
                while (from < text.length) {
                    int to = Math.min(text.length, from + 1 + random.nextInt(random.nextInt(10) == 0 ? 100_000 : 3000));
                    print(journal, OutputStreamName.STDOUT, Arrays.copyOfRange(text, from, to), from);
                    from = to;
                    if (self.isInterrupted()) {
                        throw new InterruptedException();
                    }
                }
            } catch (InterruptedException stopped) {
                end = Scenario.failed(journal);
            }
            journal.end(end);
        }));
    }

    private static byte[] text(String id) {
        var random = new Random(id.hashCode());
        byte[] text = new byte[random.nextInt(800_000)];
        random.nextBytes(text);
        return text;
    }
}
