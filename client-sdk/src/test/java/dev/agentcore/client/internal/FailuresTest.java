// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.FieldViolation;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FailuresTest {
    @Test
    void detailsAreRead() {
        StatusRuntimeException sent = StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.INVALID_ARGUMENT.value())
                .setMessage("limits.wall_time: 400 s is over 300 s")
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason("LIMIT_TOO_HIGH")
                        .setDomain("agentcore.dev")
                        .putMetadata("field", "limits.wall_time")
                        .build()))
                .addDetails(Any.pack(BadRequest.newBuilder()
                        .addFieldViolations(BadRequest.FieldViolation.newBuilder()
                                .setField("limits.wall_time")
                                .setDescription("400 s is over 300 s"))
                        .build()))
                .addDetails(Any.pack(RetryInfo.newBuilder()
                        .setRetryDelay(Duration.newBuilder().setSeconds(1).setNanos(500_000_000))
                        .build()))
                .build());

        AgentCoreException failure = Failures.fromStatus(sent.getStatus(), sent.getTrailers(), null);

        assertThat(failure)
                .hasMessage("INVALID_ARGUMENT: limits.wall_time: 400 s is over 300 s")
                .hasCauseInstanceOf(StatusRuntimeException.class);
        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(failure.reason()).contains("LIMIT_TOO_HIGH");
        assertThat(failure.metadata()).containsEntry("field", "limits.wall_time");
        assertThat(failure.fieldViolations())
                .containsExactly(new FieldViolation("limits.wall_time", "400 s is over 300 s"));
        assertThat(failure.retryAfter()).contains(java.time.Duration.ofMillis(1500));
        assertThat(failure.executionId()).isEmpty();
    }

    @Test
    void aBrokenConnectionSaysWhatBroke() {
        AgentCoreException failure = Failures.fromStatus(
                Status.UNAVAILABLE
                        .withDescription("io exception")
                        .withCause(new IOException("Connection refused: /127.0.0.1:1")),
                new Metadata(),
                "run-1");

        assertThat(failure).hasMessage("UNAVAILABLE: io exception: Connection refused: /127.0.0.1:1");
        assertThat(failure.reason()).isEmpty();
        assertThat(failure.fieldViolations()).isEmpty();
        assertThat(failure.retryAfter()).isEmpty();
        assertThat(failure.executionId()).contains("run-1");
    }

    @Test
    void aCertificateThatIsNotBelievedSaysWhy() {
        var mistrust = new SSLHandshakeException("General OpenSslEngine problem");
        mistrust.initCause(new CertificateException(
                "No name matching a found", new CertificateException("No name matching a found")));
        AgentCoreException failure = Failures.fromStatus(
                Status.UNAVAILABLE
                        .withDescription("io exception\nChannel Pipeline: [SslHandler#0, TailContext#0]")
                        .withCause(mistrust),
                new Metadata(),
                null);

        assertThat(failure)
                .hasMessage("UNAVAILABLE: io exception: General OpenSslEngine problem: No name matching a found");
    }

    @Test
    void malformedDetailsDoNotHideTheFailure() {
        Metadata trailers = new Metadata();
        trailers.put(
                Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER), "garbage".getBytes(UTF_8));

        AgentCoreException failure = Failures.fromStatus(Status.INTERNAL, trailers, null);

        assertThat(failure).hasMessage("INTERNAL");
        assertThat(failure.reason()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Status.Code.class, names = "OK", mode = EnumSource.Mode.EXCLUDE)
    void everyCodeHasItsTwin(Status.Code code) {
        assertThat(Failures.fromStatus(code.toStatus(), null, null).code()).hasToString(code.name());
    }
}
