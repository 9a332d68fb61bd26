// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.FieldViolation;
import dev.agentcore.client.GuestImage;
import dev.agentcore.client.Interpreter;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonError;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.client.PythonValue;
import dev.agentcore.client.ResultFormat;
import dev.agentcore.client.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FakeAgentCoreTest {
    @Test
    void answersAsScripted() {
        byte[] euro = "€".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        PythonResult result = run(FakeRun.printing("5 ")
                .thenPrinting(new byte[] {euro[0]})
                .thenPrinting(new byte[] {euro[1], euro[2]})
                .printingError("careful")
                .returningFile("/workspace/a", new byte[] {1})
                .returning(new PythonValue("5", Optional.of("5"), Optional.empty())));

        assertThat(result.stdout()).isEqualTo("5 €");
        assertThat(result.stderr()).isEqualTo("careful");
        assertThat(result.files().bytes("/workspace/a")).contains(new byte[] {1});
        assertThat(result.value().orElseThrow().json()).contains("5");
        assertThat(result.usage().stdoutBytes()).isEqualTo(5);
        assertThat(result.succeeded()).isTrue();
        assertThat(run(FakeRun.silent().exiting(3)).exitCode()).hasValue(3);
        assertThat(run(FakeRun.silent().stopped(Outcome.WALL_TIME_EXCEEDED)).outcome())
                .isEqualTo(Outcome.WALL_TIME_EXCEEDED);
    }

    @Test
    void everyOutcomeCanBeScripted() {
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.UNKNOWN) {
                assertThat(run(FakeRun.silent().stopped(outcome)).outcome()).isEqualTo(outcome);
            }
        }
    }

    @Test
    void aUsersRetriesAndDeadlinesCanBeTested() {
        AgentCoreException full = AgentCoreException.builder(ErrorCode.UNAVAILABLE, "full")
                .reason("QUEUE_FULL")
                .retryAfter(Duration.ofMillis(1))
                .build();
        AtomicInteger calls = new AtomicInteger();
        try (FakeAgentCore fake =
                        FakeAgentCore.answering(program -> program.code().equals("hang")
                                ? FakeRun.silent().hanging()
                                : calls.incrementAndGet() < 3 ? FakeRun.refused(full) : FakeRun.printing("42"));
                AgentCoreClient client = fake.client()) {
            AgentCoreClient patient =
                    client.withRetry(RetryPolicy.standard().withPauses(Duration.ofMillis(1), Duration.ofMillis(1)));
            assertThat(patient.run("").stdout()).isEqualTo("42");
            assertThat(calls).hasValue(3);

            AgentCoreClient hasty = client.withDeadline(Duration.ofMillis(200));
            assertThatThrownBy(() -> hasty.run("hang"))
                    .isInstanceOfSatisfying(
                            AgentCoreException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
            assertThatThrownBy(() -> client.withDeadline(Duration.ZERO)).hasMessage("deadline must be positive: PT0S");
        }
    }

    @Test
    void itReportsItsCapabilities() {
        try (FakeAgentCore fake = FakeAgentCore.answering(program -> FakeRun.silent());
                AgentCoreClient client = fake.client()) {
            assertThat(client.capabilities().interpreter().name()).isEqualTo("fake");
            assertThat(client.capabilities().resultFormats())
                    .containsExactlyInAnyOrder(ResultFormat.REPR, ResultFormat.JSON);
        }
    }

    @Test
    void itHasOneImageAndRejectsOthers() {
        try (FakeAgentCore fake = FakeAgentCore.answering(
                        program -> FakeRun.printing(program.image().orElse("none")));
                AgentCoreClient client = fake.client()) {
            assertThat(client.capabilities().images())
                    .containsExactly(new GuestImage("python", new Interpreter("fake", "0"), List.of(), true));
            assertThat(client.run(PythonProgram.builder("").image("python").build())
                            .stdout())
                    .isEqualTo("python");
            assertThat(client.run("").stdout()).isEqualTo("none");
            PythonProgram other = PythonProgram.builder("").image("data").build();
            assertThatThrownBy(() -> client.run(other)).isInstanceOfSatisfying(AgentCoreException.class, failure -> {
                assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
                assertThat(failure.fieldViolations())
                        .containsExactly(new FieldViolation("image", "is 'data'; this server has python"));
            });
            assertThat(fake.programs()).hasSize(2);
        }
    }

    @Test
    void anExceptionOfATestsAnswerIsReported() {
        try (FakeAgentCore fake = FakeAgentCore.answering(program -> {
                    throw new AssertionError("no such program was expected");
                });
                AgentCoreClient client = fake.client()) {
            assertThatThrownBy(() -> client.run(""))
                    .isInstanceOf(AgentCoreException.class)
                    .hasMessage("INTERNAL: the test's response threw "
                            + "java.lang.AssertionError: no such program was expected");
        }
    }

    @Test
    void anExceptionIsReportedAndPrinted() {
        PythonError error = new PythonError("ValueError", "no", "Traceback ...\nValueError: no\n", OptionalInt.of(1));
        PythonResult result = run(FakeRun.silent().raising(error));

        assertThat(result.exception()).contains(error);
        assertThat(result.stderr()).isEqualTo(error.traceback());
        assertThat(result.outcome()).isEqualTo(Outcome.EXCEPTION);
    }

    @Test
    void aRefusalHasItsDetails() {
        AgentCoreException refusal = AgentCoreException.builder(ErrorCode.UNAVAILABLE, "full")
                .reason("QUEUE_FULL")
                .retryAfter(Duration.ofSeconds(3))
                .fieldViolations(List.of(new FieldViolation("code", "too long")))
                .build();

        assertThatThrownBy(() -> run(FakeRun.refused(refusal)))
                .isInstanceOfSatisfying(AgentCoreException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    assertThat(failure.reason()).contains("QUEUE_FULL");
                    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
                    assertThat(failure.fieldViolations()).isEqualTo(refusal.fieldViolations());
                    assertThat(failure.output()).isEmpty();
                });
    }

    @Test
    void aFailureInTheMiddleKeepsWhatWasPrinted() {
        AgentCoreException defect =
                AgentCoreException.builder(ErrorCode.INTERNAL, "defect").build();

        assertThatThrownBy(() -> run(FakeRun.printing("so far").failing(defect)))
                .isInstanceOfSatisfying(
                        AgentCoreException.class,
                        failure -> assertThat(failure.output().orElseThrow().stdout())
                                .isEqualTo("so far"));
    }

    @Test
    void aRunThatHangsCanBeCancelled() {
        try (FakeAgentCore fake =
                        FakeAgentCore.answering(program -> FakeRun.silent().hanging());
                AgentCoreClient client = fake.client()) {
            CompletableFuture<PythonResult> future = client.runAsync("while True: pass");
            await().until(() -> fake.programs().size() == 1);
            future.cancel(true);
            await().until(() -> fake.cancelledCalls() == 1);
        }
    }

    @Test
    void programsComeAsTheyWereSent() {
        PythonProgram sent = PythonProgram.builder("print(1)")
                .args("a")
                .env("B", "c")
                .stdin("in")
                .file("d/e", "f")
                .label("g", "h")
                .resultFormat(ResultFormat.JSON)
                .wallTime(Duration.ofMillis(1500))
                .cpuTime(Duration.ofSeconds(2))
                .memoryBytes(3)
                .outputBytes(4)
                .scratchBytes(5)
                .threads(6)
                .outputPath("i")
                .requestId("j")
                .build();
        try (FakeAgentCore fake = FakeAgentCore.answering(program -> FakeRun.silent());
                AgentCoreClient client = fake.client()) {
            client.run(sent);
            PythonProgram came = fake.programs().get(0);

            assertThat(came).usingRecursiveComparison().isEqualTo(sent);
        }
    }

    private static PythonResult run(FakeRun run) {
        try (FakeAgentCore fake = FakeAgentCore.answering(program -> run);
                AgentCoreClient client = fake.client()) {
            return client.run("");
        }
    }
}
