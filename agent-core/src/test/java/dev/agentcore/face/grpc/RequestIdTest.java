// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.v1.ExecutePythonResponse.EventCase;
import dev.agentcore.v1.Limits;
import dev.agentcore.v1.OutputStream;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request's id is: a call that is tried again with it finds its run, and nobody else does. */
@Timeout(60)
final class RequestIdTest extends RequestIdCalls {
    @Test
    void aRetryWhileTheProgramRunsGetsAllOfIt() {
        service.runtime().on("print", (request, output) -> {
            print(output, OutputStreamName.STDOUT, "before ", 0);
            print(output, OutputStreamName.STDERR, "oh", 0);
            release.await();
            print(output, OutputStreamName.STDOUT, "after", 7);
        });
        var first = begin("print", "id");
        await().until(() -> bytes(first, OutputStream.OUTPUT_STREAM_STDERR).length == 2);
        var second = begin("print", "id");
        await().until(() -> bytes(second, OutputStream.OUTPUT_STREAM_STDERR).length == 2);
        assertThat(second.ended()).isFalse();
        release.countDown();
        for (RecordingCall call : List.of(first, second)) {
            assertThat(call.status()).isEqualTo(Status.OK);
            assertThat(call.cases()).startsWith(EventCase.STARTED).endsWith(EventCase.RESULT);
            assertThat(bytes(call, OutputStream.OUTPUT_STREAM_STDOUT))
                    .asString()
                    .isEqualTo("before after");
            assertThat(bytes(call, OutputStream.OUTPUT_STREAM_STDERR))
                    .asString()
                    .isEqualTo("oh");
        }
        assertThat(second.events().getFirst()).isEqualTo(first.events().getFirst());
        assertThat(second.events().getLast()).isEqualTo(first.events().getLast());
        assertThat(service.runtime().runs()).isEqualTo(1);
    }

    @Test
    void aRetryAfterTheEndGetsTheSameStream() {
        byte[] text = random(300_000);
        service.runtime().on("print", (request, output) -> output.output(OutputStreamName.STDOUT, text, 0));
        var request = request("print", "id").toBuilder()
                .addOutputPaths("/tmp/a")
                .addOutputPaths("/tmp/b")
                .setLimits(Limits.newBuilder().setScratchBytes(MIB))
                .build();
        var first = begin(request);
        assertThat(first.status()).isEqualTo(Status.OK);
        for (int retry = 0; retry < 3; retry++) {
            var again = begin(request);
            assertThat(again.status()).isEqualTo(Status.OK);
            assertThat(again.events()).isEqualTo(first.events());
            assertThat(bytes(again, OutputStream.OUTPUT_STREAM_STDOUT)).isEqualTo(text);
            assertThat(again.cases()).contains(EventCase.FILE);
        }
        assertThat(service.runtime().runs()).isEqualTo(1);
    }

    @Test
    void theOrderOfMapsIsNoPartOfARequest() {
        var one = request("print", "id").toBuilder()
                .putEnv("A", "1")
                .putEnv("B", "2")
                .putLabels("x", "y")
                .build();
        var other = request("print", "id").toBuilder()
                .putLabels("x", "y")
                .putEnv("B", "2")
                .putEnv("A", "1")
                .build();
        assertThat(begin(one).status()).isEqualTo(Status.OK);
        assertThat(begin(other).status()).isEqualTo(Status.OK);
        assertThat(service.runtime().runs()).isEqualTo(1);
    }

    @Test
    void anotherRequestUnderTheSameIdIsAborted() throws InvalidProtocolBufferException {
        var first = begin("print", "id");
        assertThat(first.status()).isEqualTo(Status.OK);
        for (var other : List.of(
                request("other", "id"),
                request("print", "id").toBuilder().addArgs("more").build(),
                request("print", "id").toBuilder().putLabels("a", "b").build())) {
            var error = begin(other).error();
            assertError(error, Status.Code.ABORTED, "REQUEST_ID_REUSED");
            assertThat(error.getStatus().getDescription()).isEqualTo("request_id was used for a different request");
        }
        assertThat(service.runtime().runs()).isEqualTo(1);
    }

    @Test
    void anotherIdOrNoneIsAnotherRun() {
        assertThat(begin("print", "one").status()).isEqualTo(Status.OK);
        assertThat(begin("print", "two").status()).isEqualTo(Status.OK);
        assertThat(RecordingCall.begin(service.async(), "print").status()).isEqualTo(Status.OK);
        assertThat(RecordingCall.begin(service.async(), "print").status()).isEqualTo(Status.OK);
        assertThat(service.runtime().runs()).isEqualTo(4);
        assertThat(service.delivery().retainedRuns()).isEqualTo(2);
    }

    @Test
    void tenantsHaveIdsOfTheirOwn() {
        var alice = RecordingCall.begin(stubOf("alice"), request("print", "id"), RecordingCall.ALL);
        var bob = RecordingCall.begin(stubOf("bob"), request("other", "id"), RecordingCall.ALL);
        assertThat(alice.status()).isEqualTo(Status.OK);
        assertThat(bob.status()).isEqualTo(Status.OK);
        assertThat(executionId(bob)).isNotEqualTo(executionId(alice));
        var retry = RecordingCall.begin(stubOf("alice"), request("print", "id"), RecordingCall.ALL);
        assertThat(retry.status()).isEqualTo(Status.OK);
        assertThat(executionId(retry)).isEqualTo(executionId(alice));
        assertThat(service.runtime().runs()).isEqualTo(2);
    }

    @Test
    void idsAreShortAndPrintable() throws InvalidProtocolBufferException {
        assertThat(begin("print", "~ !" + "x".repeat(125)).status()).isEqualTo(Status.OK);
        assertRefused("", "request_id has 0 bytes; 1 to 128 are allowed");
        assertRefused("x".repeat(129), "request_id has 129 bytes; 1 to 128 are allowed");
        assertRefused("a\nb", "request_id is 'a\\u000ab'; only printable ASCII is allowed");
        assertRefused("é", "request_id is 'é'; only printable ASCII is allowed");
    }

    @Test
    void aServerThatRemembersNothingRefusesIds() throws InvalidProtocolBufferException {
        restart(TWO_SLOTS, RETENTION.withTime(Duration.ZERO));
        assertRefused("id", "request_id must not be set: this server retains no runs, and would run a retry again");
        assertThat(replayTime()).isZero();
        assertThat(RecordingCall.begin(service.async(), "print").status()).isEqualTo(Status.OK);
    }

    @Test
    void capabilitiesReportTheRetentionTime() {
        assertThat(replayTime()).isEqualTo(120);
    }

    @Test
    void anEndIsForgottenInTime() {
        restart(TWO_SLOTS, RETENTION.withTime(Duration.ofMillis(200)));
        var first = begin("print", "id");
        assertThat(first.status()).isEqualTo(Status.OK);
        await().until(() -> service.delivery().retainedRuns() == 0);
        assertThat(service.delivery().retainedBytes()).isZero();
        var later = begin("print", "id");
        assertThat(later.status()).isEqualTo(Status.OK);
        assertThat(executionId(later)).isNotEqualTo(executionId(first));
        assertThat(service.runtime().runs()).isEqualTo(2);
    }

    @Test
    void linesAreGatheredForEachReader() {
        service.runtime().on("lines", (request, output) -> {
            for (int line = 0; line < 50_000; line++) {
                print(output, OutputStreamName.STDOUT, "0123456789", 10L * line);
            }
        });
        var call = begin("lines", "id");
        assertThat(call.status()).isEqualTo(Status.OK);
        assertThat(bytes(call, OutputStream.OUTPUT_STREAM_STDOUT)).hasSize(500_000);
        assertThat(call.events()).hasSizeLessThan(5_000);
    }
}
