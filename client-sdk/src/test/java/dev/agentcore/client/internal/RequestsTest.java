// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.ResultFormat;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.InputFile;
import dev.agentcore.v1.Limits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RequestsTest {
    @Test
    void allOfAProgramGoesOnTheWire() throws InvalidProtocolBufferException {
        PythonProgram program = PythonProgram.builder("print('é')")
                .args("a", "b")
                .env("K", "V")
                .stdin("in")
                .file("d/f", new byte[] {0, -1})
                .label("tenant", "t")
                .resultFormat(ResultFormat.JSON)
                .wallTime(Duration.ofMillis(1500))
                .cpuTime(Duration.ofSeconds(2))
                .memoryBytes(64L << 20)
                .outputBytes(5L << 30)
                .requestId("r")
                .image("data")
                .build();

        ExecutePythonRequest request =
                ExecutePythonRequest.parseFrom(Requests.toWire(program).toByteArray());

        assertThat(request)
                .isEqualTo(ExecutePythonRequest.newBuilder()
                        .setCode("print('é')")
                        .addArgs("a")
                        .addArgs("b")
                        .putAllEnv(Map.of("K", "V"))
                        .setStdin(ByteString.copyFromUtf8("in"))
                        .addFiles(InputFile.newBuilder().setPath("d/f").setContent(ByteString.copyFrom(new byte[] {0, -1
                        })))
                        .putLabels("tenant", "t")
                        .setRequestId("r")
                        .setImage("data")
                        .setResultFormat(dev.agentcore.v1.ResultFormat.RESULT_FORMAT_JSON)
                        .setLimits(Limits.newBuilder()
                                .setWallTime(com.google.protobuf.Duration.newBuilder()
                                        .setSeconds(1)
                                        .setNanos(500_000_000))
                                .setCpuTime(com.google.protobuf.Duration.newBuilder()
                                        .setSeconds(2))
                                .setMemoryBytes(64L << 20)
                                .setOutputBytes(5L << 30))
                        .build());
    }

    @Test
    void whatIsNotGivenIsNotSent() {
        assertThat(Requests.toWire(PythonProgram.of("pass")))
                .isEqualTo(ExecutePythonRequest.newBuilder().setCode("pass").build());
    }
}
