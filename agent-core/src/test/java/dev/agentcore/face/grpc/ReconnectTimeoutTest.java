// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.v1.ExecutePythonResponse.EventCase;
import dev.agentcore.v1.Outcome;
import dev.agentcore.v1.OutputStream;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** What becomes of a run with a request's id when its callers go, when it is refused, and when it fails. */
@Isolated("runs programs with short limits of time")
@Timeout(60)
final class ReconnectTimeoutTest extends RequestIdCalls {
    @Test
    void aProgramOutlivesABrokenConnectionForARetry() {
        service.runtime().on("print", (request, output) -> {
            print(output, OutputStreamName.STDOUT, "before ", 0);
            release.await();
            print(output, OutputStreamName.STDOUT, "after", 7);
        });
        var first = begin("print", "id");
        await().until(() -> bytes(first, OutputStream.OUTPUT_STREAM_STDOUT).length == 7);
        first.cancel();
        assertThat(first.status().getCode()).isEqualTo(Status.Code.CANCELLED);
        var retry = begin("print", "id");
        release.countDown();
        assertThat(retry.status()).isEqualTo(Status.OK);
        assertThat(bytes(retry, OutputStream.OUTPUT_STREAM_STDOUT)).asString().isEqualTo("before after");
        assertThat(result(retry)).isEqualTo(Outcome.OUTCOME_COMPLETED);
        assertThat(service.runtime().runs()).isEqualTo(1);
    }

    @Test
    void aProgramThatEndsWithNobodyThereIsReplayed() {
        service.runtime().on("print", (request, output) -> {
            release.await();
            print(output, OutputStreamName.STDOUT, "late", 0);
        });
        var first = begin("print", "id");
        await().until(() -> first.cases().contains(EventCase.STARTED));
        first.cancel();
        release.countDown();
        await().until(() -> service.runtime().openSandboxes() == 0);
        var retry = begin("print", "id");
        assertThat(retry.status()).isEqualTo(Status.OK);
        assertThat(bytes(retry, OutputStream.OUTPUT_STREAM_STDOUT)).asString().isEqualTo("late");
        assertThat(service.runtime().runs()).isEqualTo(1);
    }

    @Test
    void aProgramThatNobodyComesBackForIsStoppedAfterTheGrace() {
        restart(TWO_SLOTS, RETENTION.withReconnectTimeout(Duration.ofMillis(300)));
        service.runtime().on("sleep", (request, output) -> Thread.sleep(60_000));
        var first = begin("sleep", "id");
        await().until(() -> first.cases().contains(EventCase.STARTED));
        long began = System.nanoTime();
        first.cancel();
        await().pollInterval(Duration.ofMillis(5)).until(() -> service.runtime().openSandboxes() == 0);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(250));
        var retry = begin("sleep", "id");
        assertThat(retry.status()).isEqualTo(Status.OK);
        assertThat(executionId(retry)).isEqualTo(executionId(first));
        assertThat(result(retry)).isEqualTo(Outcome.OUTCOME_CANCELLED);
        assertThat(service.runtime().runs()).isEqualTo(1);
    }

    @Test
    void withoutGraceACancelledProgramIsStoppedAtOnce() {
        restart(TWO_SLOTS, RETENTION.withReconnectTimeout(Duration.ZERO));
        service.runtime().on("sleep", (request, output) -> Thread.sleep(60_000));
        var first = begin("sleep", "id");
        await().until(() -> first.cases().contains(EventCase.STARTED));
        first.cancel();
        await().until(() -> service.runtime().openSandboxes() == 0);
    }

    @Test
    void aProgramInTheQueueWaitsForARetryToo() {
        restart(EngineSettings.defaults().withSlots(1), RETENTION.withReconnectTimeout(Duration.ofMillis(300)));
        service.runtime().on("block", (request, output) -> release.await());
        RecordingCall.begin(service.async(), "block");
        await().until(() -> service.runtime().runs() == 1);
        var kept = begin("kept", "kept");
        var given = begin("given up", "given");
        await().until(() -> service.engine().waiting() == 2);
        kept.cancel();
        given.cancel();
        var retry = begin("kept", "kept");
        await().until(() -> service.engine().waiting() == 1);
        assertThat(service.delivery().retainedRuns()).isEqualTo(1);
        release.countDown();
        assertThat(retry.status()).isEqualTo(Status.OK);
        assertThat(begin("given up", "given").status()).as("a new try").isEqualTo(Status.OK);
        assertThat(service.runtime().runs()).isEqualTo(3);
    }

    @Test
    void aRejectedRunIsNotRetained() throws InvalidProtocolBufferException {
        restart(EngineSettings.defaults().withSlots(1).withQueue(0, Duration.ofSeconds(10)), RETENTION);
        service.runtime().on("block", (request, output) -> release.await());
        var blocking = RecordingCall.begin(service.async(), "block");
        await().until(() -> service.runtime().runs() == 1);
        assertError(begin("print", "id").error(), Status.Code.UNAVAILABLE, "QUEUE_FULL");
        assertThat(service.delivery().retainedRuns()).isZero();
        release.countDown();
        assertThat(blocking.status()).isEqualTo(Status.OK);
        assertThat(begin("print", "id").status()).isEqualTo(Status.OK);
    }

    @Test
    void aCallAttachedToARunWhoseFirstCallerLeftMayRetry() throws InvalidProtocolBufferException {
        restart(EngineSettings.defaults().withSlots(1), RETENTION);
        service.runtime().on("block", (request, output) -> release.await());
        RecordingCall.begin(service.async(), "block");
        await().until(() -> service.runtime().runs() == 1);
        var hasty = RecordingCall.begin(
                service.async().withDeadlineAfter(2, TimeUnit.SECONDS), request("print", "id"), RecordingCall.ALL);
        await().pollInterval(Duration.ofMillis(5)).until(() -> service.engine().waiting() == 1);
        long received = System.nanoTime();
        var patient = begin("print", "id");
        assertThat(hasty.status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        // The server's deadline is a little later than the client's.
        await().until(() -> System.nanoTime() - received > TimeUnit.SECONDS.toNanos(2));
        release.countDown();
        assertError(patient.error(), Status.Code.UNAVAILABLE, "ABANDONED");
        assertThat(detail(patient.error(), RetryInfo.class).hasRetryDelay()).isTrue();
        assertThat(begin("print", "id").status()).isEqualTo(Status.OK);
        assertThat(service.runtime().runs()).isEqualTo(2);
    }

    @Test
    void anInternalErrorIsRetainedIfTheProgramHadStarted() throws InvalidProtocolBufferException {
        service.runtime()
                .on("broken", (request, output) -> {
                    print(output, OutputStreamName.STDOUT, "before", 0);
                    throw new IllegalStateException("secret");
                })
                .failOpening("unopened", new IllegalStateException("secret"));
        var broken = begin("broken", "broken");
        assertError(broken.error(), Status.Code.INTERNAL, "INTERNAL_DEFECT");
        var again = begin("broken", "broken");
        assertError(again.error(), Status.Code.INTERNAL, "INTERNAL_DEFECT");
        assertThat(again.events()).isEqualTo(broken.events());
        assertThat(bytes(again, OutputStream.OUTPUT_STREAM_STDOUT)).asString().isEqualTo("before");

        assertError(begin("unopened", "unopened").error(), Status.Code.INTERNAL, "INTERNAL_DEFECT");
        service.runtime().repairOpening("unopened");
        assertThat(begin("unopened", "unopened").status()).isEqualTo(Status.OK);
        assertThat(service.runtime().runs()).isEqualTo(2);
    }

    @Test
    void drainingDeliversWhatReadersHaveNotYetGot() {
        byte[] text = random(2 * MIB);
        service.runtime().on("print", (request, output) -> {
            printInChunks(output, text);
            Thread.sleep(60_000);
        });
        var call = begin("print", "id");
        await().until(() -> bytes(call, OutputStream.OUTPUT_STREAM_STDOUT).length == text.length);
        service.engine().drain(Duration.ZERO);
        assertThat(call.status()).isEqualTo(Status.OK);
        assertThat(result(call)).isEqualTo(Outcome.OUTCOME_CANCELLED);
    }
}
