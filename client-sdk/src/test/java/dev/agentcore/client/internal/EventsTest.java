// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.GuestImage;
import dev.agentcore.client.Interpreter;
import dev.agentcore.client.Limits;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonError;
import dev.agentcore.client.PythonValue;
import dev.agentcore.client.ResultFormat;
import dev.agentcore.client.StandardStream;
import dev.agentcore.client.Usage;
import dev.agentcore.v1.ExecutePythonResponse;
import dev.agentcore.v1.ExecutionResult;
import dev.agentcore.v1.GetCapabilitiesResponse;
import dev.agentcore.v1.KeepAlive;
import dev.agentcore.v1.Output;
import dev.agentcore.v1.PythonException;
import dev.agentcore.v1.Started;
import dev.agentcore.v1.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EventsTest {
    private static final dev.agentcore.v1.Limits LIMITS = dev.agentcore.v1.Limits.newBuilder()
            .setWallTime(Duration.newBuilder().setSeconds(30))
            .setCpuTime(Duration.newBuilder().setNanos(5))
            .setMemoryBytes(6)
            .setOutputBytes(7)
            .build();
    private static final Limits EXPECTED_LIMITS =
            new Limits(java.time.Duration.ofSeconds(30), java.time.Duration.ofNanos(5), 6, 7);
    private static final dev.agentcore.v1.Interpreter INTERPRETER = dev.agentcore.v1.Interpreter.newBuilder()
            .setName("CPython")
            .setVersion("3.13.15")
            .build();

    @Test
    void started() {
        assertThat(Events.fromWire(ExecutePythonResponse.newBuilder()
                        .setStarted(Started.newBuilder()
                                .setExecutionId("id")
                                .setLimits(LIMITS)
                                .setInterpreter(INTERPRETER))
                        .build()))
                .contains(new ExecutionEvent.Started("id", EXPECTED_LIMITS, new Interpreter("CPython", "3.13.15")));
    }

    @Test
    void output() {
        assertThat(Events.fromWire(ExecutePythonResponse.newBuilder()
                        .setOutput(Output.newBuilder()
                                .setStreamValue(2)
                                .setOffset(9)
                                .setData(ByteString.copyFrom(new byte[] {-1})))
                        .build()))
                .contains(dev.agentcore.client.Output.of(StandardStream.STDERR, 9, new byte[] {-1}));
    }

    @Test
    void finished() {
        ExecutionEvent event = Events.fromWire(result(ExecutionResult.newBuilder()
                        .setOutcomeValue(2)
                        .setExitCode(1)
                        .setException(PythonException.newBuilder()
                                .setType("ValueError")
                                .setMessage("m")
                                .setTraceback("t")
                                .setLine(3))
                        .setValue(Value.newBuilder().setRepr("{1}").setJsonError("TypeError"))
                        .setUsage(dev.agentcore.v1.Usage.newBuilder()
                                .setWallTime(Duration.newBuilder().setSeconds(1))
                                .setPeakMemoryBytes(2)
                                .setStdoutBytes(3)
                                .setStderrBytes(4))
                        .setOutputTruncated(true)))
                .orElseThrow();

        java.time.Duration zero = java.time.Duration.ZERO;
        assertThat(event)
                .isEqualTo(new ExecutionEvent.Finished(
                        Outcome.EXCEPTION,
                        OptionalInt.of(1),
                        Optional.of(new PythonError("ValueError", "m", "t", OptionalInt.of(3))),
                        Optional.of(new PythonValue("{1}", Optional.empty(), Optional.of("TypeError"))),
                        new Usage(java.time.Duration.ofSeconds(1), zero, zero, zero, 2, 3, 4),
                        true));
    }

    @Test
    void whatIsAbsentIsEmpty() {
        ExecutionEvent.Finished finished = (ExecutionEvent.Finished)
                Events.fromWire(result(ExecutionResult.newBuilder().setOutcomeValue(3)))
                        .orElseThrow();

        assertThat(finished.outcome()).isEqualTo(Outcome.WALL_TIME_EXCEEDED);
        assertThat(finished.exitCode()).isEmpty();
        assertThat(finished.exception()).isEmpty();
        assertThat(finished.value()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = dev.agentcore.v1.Outcome.class,
            names = {"OUTCOME_UNSPECIFIED", "UNRECOGNIZED"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyOutcomeOfTheWireIsKnownByItsName(dev.agentcore.v1.Outcome outcome) {
        ExecutionEvent.Finished finished = (ExecutionEvent.Finished)
                Events.fromWire(result(ExecutionResult.newBuilder().setOutcome(outcome)))
                        .orElseThrow();

        assertThat("OUTCOME_" + finished.outcome()).isEqualTo(outcome.name());
    }

    @Test
    void whatTheFutureBringsIsUnknownOrLeftOut() {
        ExecutionEvent.Finished finished = (ExecutionEvent.Finished)
                Events.fromWire(result(ExecutionResult.newBuilder().setOutcomeValue(99)))
                        .orElseThrow();

        assertThat(finished.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(finished.succeeded()).isFalse();
        assertThat(Events.fromWire(ExecutePythonResponse.newBuilder()
                        .setOutput(Output.newBuilder().setStreamValue(99))
                        .build()))
                .isEmpty();
        assertThat(Events.fromWire(ExecutePythonResponse.getDefaultInstance())).isEmpty();
        assertThat(Events.fromWire(ExecutePythonResponse.newBuilder()
                        .setKeepAlive(KeepAlive.getDefaultInstance())
                        .build()))
                .isEmpty();
    }

    @Test
    void capabilities() {
        var capabilities = Events.capabilities(GetCapabilitiesResponse.newBuilder()
                .addImages(dev.agentcore.v1.GuestImage.newBuilder()
                        .setName("data")
                        .setInterpreter(dev.agentcore.v1.Interpreter.newBuilder()
                                .setName("CPython")
                                .setVersion("3.13.15"))
                        .addPackages(dev.agentcore.v1.Package.newBuilder()
                                .setName("numpy")
                                .setVersion("2.3.4"))
                        .setIsDefault(true))
                .setServerVersion("0.1.0")
                .setInterpreter(INTERPRETER)
                .setDefaultLimits(LIMITS)
                .setMaximumLimits(LIMITS)
                .setMinimumMemoryBytes(1)
                .setSlotCount(2)
                .setQueueCapacity(3)
                .addResultFormatsValue(1)
                .addResultFormatsValue(2)
                .addResultFormatsValue(77)
                .setReplayTime(com.google.protobuf.Duration.newBuilder().setSeconds(300))
                .build());

        assertThat(capabilities.serverVersion()).isEqualTo("0.1.0");
        assertThat(capabilities.images())
                .containsExactly(new GuestImage(
                        "data",
                        new Interpreter("CPython", "3.13.15"),
                        List.of(new GuestImage.InstalledPackage("numpy", "2.3.4")),
                        true));
        assertThat(capabilities.defaultLimits()).isEqualTo(EXPECTED_LIMITS);
        assertThat(capabilities.minimumMemoryBytes()).isEqualTo(1);
        assertThat(capabilities.slotCount()).isEqualTo(2);
        assertThat(capabilities.replayTime()).isEqualTo(java.time.Duration.ofMinutes(5));
        assertThat(capabilities.queueCapacity()).isEqualTo(3);
        assertThat(capabilities.resultFormats()).containsExactlyInAnyOrder(ResultFormat.REPR, ResultFormat.JSON);
    }

    private static ExecutePythonResponse result(ExecutionResult.Builder result) {
        return ExecutePythonResponse.newBuilder().setResult(result).build();
    }
}
