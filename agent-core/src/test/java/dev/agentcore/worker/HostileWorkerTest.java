// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.RunIo;
import dev.agentcore.execution.RunLimits;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.execution.SandboxSpec;
import dev.agentcore.execution.Tenant;
import dev.agentcore.worker.process.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that does not keep to the rules is ended, and the server goes on. */
final class HostileWorkerTest {
    private static final RunLimits LIMITS = new RunLimits(Duration.ofMillis(100), Duration.ofSeconds(1), 1000);

    private static WorkerPythonRuntime runtime(String deed) {
        return new WorkerPythonRuntime(
                new WorkerSettings(
                        new WorkerOptions(deed, 1, 1 << 20, 1, List.of()), 1, ClassPathJars.text(), 32 << 20),
                HostileWorker.class);
    }

    private static Sandbox open(WorkerPythonRuntime runtime) {
        return runtime.open(new SandboxSpec(new Tenant("hostile"), "", 1 << 20, 0, List.of()));
    }

    private static ExecutionResult run(Sandbox sandbox) {
        return sandbox.runAndFinish(
                TestWorkers.spec("", LIMITS),
                new RunIo(Bytes.empty(), (stream, data, offset) -> {}, Cancellation.never()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send garbage",
                "announce a huge frame",
                "print without waiting",
                "print more than the limit",
                "be ready again",
                "answer something else",
                "die"
            })
    void itsRunIsLostAndTheNextOneHasAnotherWorker(String deed) {
        try (WorkerPythonRuntime runtime = runtime(deed)) {
            for (int i = 0; i < 2; i++) {
                try (Sandbox sandbox = open(runtime)) {
                    assertThat(run(sandbox).outcome()).isEqualTo(Outcome.SANDBOX_LOST);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"never end a run", "be silent"})
    void aRunThatItDoesNotEndIsEndedHere(String deed) {
        try (WorkerPythonRuntime runtime = runtime(deed);
                Sandbox sandbox = open(runtime)) {
            assertThat(run(sandbox).outcome()).isEqualTo(Outcome.SANDBOX_LOST);
        }
    }

    @Test
    void anAnswerCountsOnce() {
        try (WorkerPythonRuntime runtime = runtime("answer twice");
                Sandbox sandbox = open(runtime)) {
            assertThat(run(sandbox).outcome()).isEqualTo(Outcome.COMPLETED);
        }
    }

    @Test
    void whatAWorkerSaysOfItsOutputIsNotBelieved() {
        try (WorkerPythonRuntime runtime = runtime("behave");
                Sandbox sandbox = open(runtime)) {
            assertThat(run(sandbox).usage().stdoutBytes()).isZero();
        }
    }

    @Test
    void complaintsDoNotStopIt() {
        try (WorkerPythonRuntime runtime = runtime("complain");
                Sandbox sandbox = open(runtime)) {
            assertThat(run(sandbox).outcome()).isEqualTo(Outcome.COMPLETED);
        }
    }

    @Test
    void filesWithoutEndAreCutOff() throws InterruptedException {
        var bytes = new AtomicLong();
        try (WorkerPythonRuntime runtime = runtime("behave");
                Sandbox sandbox = open(runtime)) {
            assertThat(run(sandbox).outcome()).isEqualTo(Outcome.COMPLETED);
            var last = new OutputFile[1];
            sandbox.deliverFiles(List.of("/workspace"), piece -> {
                bytes.addAndGet(piece.data().size());
                last[0] = piece;
                return true;
            });
            assertThat(last[0]).isEqualTo(OutputFile.problem("/workspace", 0, OutputFile.Problem.MISSING));
        }
        assertThat(bytes.get()).isBetween(64L << 20, 65L << 20);
    }
}
