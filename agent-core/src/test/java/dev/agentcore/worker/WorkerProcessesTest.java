// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.RunIo;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.execution.Tenant;
import dev.agentcore.execution.UnusableSandboxException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant's programs run in a process of its own, and what becomes of that process concerns nobody else. */
final class WorkerProcessesTest {
    private static final TestWorkers WORKERS = new TestWorkers(1);

    private static final String COUNT = """
            import time
            for number in range(600):
                print(number, flush=True)
                time.sleep(0.05)
            """;

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    @Test
    void aProgramRunsInAProcessOfItsTenant() {
        var one = new Tenant("one");
        var two = new Tenant("two");

        TestWorkers.Program first = WORKERS.start(one, "print('hello')");
        TestWorkers.Program second = WORKERS.start(two, "print('hello', 2)");

        assertThat(first.end().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(first.printed()).isEqualTo("hello\n");
        assertThat(second.end().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(second.printed()).isEqualTo("hello 2\n");
        assertThat(WORKERS.pid(one))
                .isNotEqualTo(WORKERS.pid(two))
                .isNotEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void programsOfATenantShareItsProcess() {
        var tenant = new Tenant("many programs");

        List<TestWorkers.Program> programs = IntStream.range(0, 20)
                .mapToObj(number -> WORKERS.start(tenant, "print(%d * 2)".formatted(number)))
                .toList();

        for (int i = 0; i < programs.size(); i++) {
            assertThat(programs.get(i).end().outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(programs.get(i).printed()).isEqualTo(i * 2 + "\n");
        }
        assertThat(WORKERS.runtime().pids(tenant)).hasSize(1);
    }

    @Test
    void aKilledProcessEndsItsOwnProgramsAndKeepsWhatTheyPrinted() throws Exception {
        var doomed = new Tenant("doomed");
        var other = new Tenant("bystander");
        TestWorkers.Program lost = WORKERS.start(doomed, COUNT);
        TestWorkers.Program unharmed = WORKERS.start(other, "import time; time.sleep(1); print('unharmed')");
        lost.awaitOutput(6);
        long pid = WORKERS.pid(doomed);

        TestWorkers.signal("KILL", pid);

        ExecutionResult end = lost.end();
        assertThat(end.outcome()).isEqualTo(Outcome.SANDBOX_LOST);
        assertThat(end.exitCode()).isEmpty();
        assertThat(lost.printed()).startsWith("0\n1\n2\n").endsWith("\n");
        assertThat(end.usage().stdoutBytes()).isEqualTo(lost.printed().length());
        assertThat(unharmed.end().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(unharmed.printed()).isEqualTo("unharmed\n");
        TestWorkers.Program next = WORKERS.start(doomed, "print('next')");
        assertThat(next.end().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(next.printed()).isEqualTo("next\n");
        assertThat(WORKERS.pid(doomed)).isNotEqualTo(pid);
    }

    @Test
    void aProcessThatSegfaultsEndsItsOwnPrograms() throws Exception {
        var tenant = new Tenant("segfault");
        TestWorkers.Program lost = WORKERS.start(tenant, COUNT);
        lost.awaitOutput(2);

        TestWorkers.signal("SEGV", WORKERS.pid(tenant));

        assertThat(lost.end().outcome()).isEqualTo(Outcome.SANDBOX_LOST);
        assertThat(WORKERS.start(tenant, "print('next')").end().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aStoppedProcessIsKilledAndItsProgramsEnd() throws Exception {
        var tenant = new Tenant("stopped");
        TestWorkers.Program lost = WORKERS.start(tenant, COUNT);
        lost.awaitOutput(2);

        TestWorkers.signal("STOP", WORKERS.pid(tenant));

        assertThat(lost.end().outcome()).isEqualTo(Outcome.SANDBOX_LOST);
        assertThat(WORKERS.start(tenant, "print('next')").end().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aSandboxThatWasLostCanOnlyBeClosed() throws Exception {
        var tenant = new Tenant("lost sandbox");
        try (Sandbox sandbox = WORKERS.open(tenant)) {
            var io = new RunIo(Bytes.empty(), (stream, data, offset) -> {}, Cancellation.never());
            assertThat(sandbox.run(TestWorkers.spec("print()", TestWorkers.LIMITS), io)
                            .outcome())
                    .isEqualTo(Outcome.COMPLETED);
            TestWorkers.signal("KILL", WORKERS.pid(tenant));

            ExecutionResult end = sandbox.run(TestWorkers.spec("print()", TestWorkers.LIMITS), io);

            assertThat(end.outcome()).isEqualTo(Outcome.SANDBOX_LOST);
            assertThatExceptionOfType(UnusableSandboxException.class)
                    .isThrownBy(() -> sandbox.run(TestWorkers.spec("print()", TestWorkers.LIMITS), io))
                    .withMessage("the sandbox cannot be used any more: its process has ended");
            var pieces = new ArrayList<OutputFile>();
            sandbox.deliverFiles(List.of("/workspace/a", "/workspace/b"), pieces::add);
            assertThat(pieces)
                    .containsExactly(
                            OutputFile.problem("/workspace/a", 0, OutputFile.Problem.MISSING),
                            OutputFile.problem("/workspace/b", 0, OutputFile.Problem.MISSING));
        }
    }

    @Test
    void aSandboxWhoseProcessDiesBeforeItIsOpenIsOpenedInAnother() throws Exception {
        var tenant = new Tenant("never opened");
        assertThat(WORKERS.start(tenant, "print()").end().outcome()).isEqualTo(Outcome.COMPLETED);
        long pid = WORKERS.pid(tenant);
        TestWorkers.stop(pid);
        TestWorkers.Program program = WORKERS.start(tenant, "print('once')");
        TestWorkers.signal("KILL", pid);

        assertThat(program.end().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(program.printed()).isEqualTo("once\n");
    }

    @Test
    void aCancelledProgramStopsAndItsProcessLives() throws Exception {
        var tenant = new Tenant("cancelled");
        TestWorkers.Program program = WORKERS.start(tenant, "print('begun', flush=True)\nwhile True: pass");
        program.awaitOutput(6);
        long pid = WORKERS.pid(tenant);

        program.cancel();

        assertThat(program.end().outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(program.printed()).isEqualTo("begun\n");
        assertThat(WORKERS.pid(tenant)).isEqualTo(pid);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50, 3000})
    void whatAStoppedProgramPrintedArrivesOnceAndInOrder(int bytes) throws Exception {
        TestWorkers.Program program = WORKERS.start(new Tenant("stopped while it prints"), """
                import itertools
                for number in itertools.count():
                    print(number)
                """);
        program.awaitOutput(bytes);

        program.cancel();

        assertThat(program.end().outcome()).isEqualTo(Outcome.CANCELLED);
        List<String> lines = program.printed().lines().toList();
        assertThat(lines)
                .isEqualTo(IntStream.range(0, lines.size())
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(program.end().usage().stdoutBytes())
                .isEqualTo(program.printed().length());
    }

    @Test
    void aTenantMayHaveSeveralProcesses() throws Exception {
        var tenant = new Tenant("two processes");
        try (var workers = new TestWorkers(2)) {
            TestWorkers.Program first = workers.start(tenant, COUNT);
            first.awaitOutput(2);
            TestWorkers.Program second = workers.start(tenant, COUNT);
            second.awaitOutput(2);
            TestWorkers.Program third = workers.start(tenant, COUNT);
            third.awaitOutput(2);

            assertThat(workers.runtime().pids(tenant)).hasSize(2).doesNotHaveDuplicates();

            first.cancel();
            second.cancel();
            third.cancel();
            assertThat(List.of(
                            first.end().outcome(),
                            second.end().outcome(),
                            third.end().outcome()))
                    .containsOnly(Outcome.CANCELLED);
        }
    }

    @Test
    void aClosedRuntimeLeavesNoProcess() {
        var tenant = new Tenant("closed");
        long pid;
        try (var workers = new TestWorkers(1)) {
            assertThat(workers.start(tenant, "print()").end().outcome()).isEqualTo(Outcome.COMPLETED);
            pid = workers.pid(tenant);
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
