// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentcore.config.ReplaySettings;
import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.Refusal;
import dev.agentcore.execution.Tenant;
import dev.agentcore.execution.Usage;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RememberedRunsTest {
    private static final int MIB = 1 << 20;
    private static final Bytes BODY = Bytes.copyOf(new byte[] {1});
    private static final Usage USAGE = new Usage(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0, 0);
    private static final ExecutionResult RESULT =
            new ExecutionResult(Outcome.COMPLETED, OptionalInt.of(0), null, null, USAGE, false);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        clock.shutdownNow();
    }

    /** Runs of all sizes, of tenants that come with different zeal, some of which nobody reads to the end. */
    @Test
    void whateverComesTheBoundsHold() throws InterruptedException {
        var settings = ReplaySettings.defaults().withMemoryBytes(4 * MIB).withRuns(100);
        var runs = new RememberedRuns(settings, clock);
        var random = new Random(1);
        for (int count = 0; count < 2000; count++) {
            var tenant = new Tenant("tenant-" + (int) Math.sqrt(random.nextInt(100)));
            var key = new RequestKey(tenant, "id-" + random.nextInt(500));
            var reader = new Transcript(random.nextInt(10) == 0);
            switch (runs.claim(key, BODY, id -> reader)) {
                case Claim.First first -> {
                    first.reader().start();
                    int size = random.nextInt(8) == 0 ? random.nextInt(2 * MIB) : random.nextInt(20_000);
                    perform(first.run(), bytes(key, size), 1 + random.nextInt(70_000), reader);
                }
                case Claim.Again again -> {
                    again.reader().start();
                    assertThat(reader.end()).isIn("finished", "lost", "unread");
                }
                case Claim.Refused refused -> assertThat(refused.reason()).isIn(Claim.Reason.GONE);
            }
            assertThat(runs.heldBytes()).isBetween(0L, 4L * MIB);
            assertThat(runs.size()).isLessThanOrEqualTo(100);
            if (reader.ended() && reader.end().equals("finished")) {
                byte[] printed = reader.printed();
                assertThat(printed).isEqualTo(bytes(key, printed.length));
            }
        }
        assertThat(runs.size()).isEqualTo(100);
    }

    @Test
    void nothingIsHeldForRunsThatAreForgotten() throws InterruptedException {
        var runs = new RememberedRuns(ReplaySettings.defaults().withTime(Duration.ofMillis(50)), clock);
        for (int count = 0; count < 100; count++) {
            var key = new RequestKey(Tenant.ANYBODY, "id-" + count);
            var reader = new Transcript(false);
            if (runs.claim(key, BODY, id -> reader) instanceof Claim.First first) {
                first.reader().start();
                perform(first.run(), bytes(key, 10_000), 1000, reader);
            }
        }
        await().until(() -> runs.size() == 0);
        assertThat(runs.heldBytes()).isZero();
    }

    @Test
    void refusedRunsAreForgottenBeforeTheirCallersHearOfIt() {
        var runs = new RememberedRuns(ReplaySettings.defaults(), clock);
        var reader = new Transcript(false);
        Claim claim = runs.claim(new RequestKey(Tenant.ANYBODY, "id"), BODY, id -> reader);
        assertThat(claim).isInstanceOfSatisfying(Claim.First.class, first -> {
            first.reader().start();
            first.run().refused(new Refusal(Refusal.Reason.QUEUE_FULL, Duration.ZERO));
        });
        assertThat(reader.end()).isEqualTo("refused");
        assertThat(runs.size()).isZero();
    }

    private static void perform(RememberedRun run, byte[] text, int step, Transcript reader)
            throws InterruptedException {
        var limits = LimitsPolicy.defaultPolicy().defaults().withWallTime(Duration.ofMillis(1));
        run.started(
                new ExecutionRequest(run.id(), PythonProgram.of("code"), limits, Map.of()),
                new Interpreter("Fake", "1"));
        for (int from = 0; from < text.length; from += step) {
            int to = Math.min(text.length, from + step);
            run.output(OutputStreamName.STDOUT, Arrays.copyOfRange(text, from, to), from);
            if (reader.ended()) {
                break;
            }
        }
        run.finished(RESULT);
        assertThat(reader.end()).isIn("finished", "lost", "unread");
    }

    private static byte[] bytes(RequestKey key, int size) {
        byte[] bytes = new byte[size];
        new Random(key.requestId().hashCode()).nextBytes(bytes);
        return bytes;
    }

    /** Writes down what it is told; or goes at the first output. */
    private static final class Transcript implements ReplaySink {
        private final boolean fleeting;
        private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        private final CompletableFuture<String> end = new CompletableFuture<>();

        Transcript(boolean fleeting) {
            this.fleeting = fleeting;
        }

        boolean ended() {
            return end.isDone();
        }

        String end() {
            return end.orTimeout(20, TimeUnit.SECONDS).join();
        }

        byte[] printed() {
            return printed.toByteArray();
        }

        @Override
        public void started(ExecutionRequest request, Interpreter interpreter) {
            assertThat(request.program().code())
                    .as("programs are not remembered")
                    .isEmpty();
        }

        @Override
        public void output(OutputStreamName stream, byte[] data, long offset) throws InterruptedException {
            if (fleeting) {
                end.complete("unread");
                throw new InterruptedException("The caller has gone");
            }
            assertThat(offset).isEqualTo(printed.size());
            printed.writeBytes(data);
        }

        @Override
        public boolean file(OutputFile piece) {
            return true;
        }

        @Override
        public void finished(ExecutionResult result) {
            end.complete("finished");
        }

        @Override
        public void refused(Refusal refusal) {
            end.complete("refused");
        }

        @Override
        public void abandoned() {
            end.complete("abandoned");
        }

        @Override
        public void failed(Throwable defect) {
            end.complete("failed: " + defect);
        }

        @Override
        public void lost() {
            end.complete("lost");
        }

        @Override
        public void callCancelled() {
            end.complete("unread");
        }
    }
}
