// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentcore.testkit.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real JVM can and cannot do that was started by a confined thread, and that has confined itself. */
final class WorkerConfinementTest {
    /** 128 and SIGSYS. */
    private static final int ENDED_BY_SIGSYS = 159;

    /** Of a JVM that would not leave a core dump. */
    private static final int CRASHED = 1;

    private static final String IN_PROCESS = "in force: resource limits, seccomp\n";

    private static final List<String> NO_CAPABILITIES = List.of(
            "CapInh:\t0000000000000000",
            "CapPrm:\t0000000000000000",
            "CapEff:\t0000000000000000",
            "CapAmb:\t0000000000000000");

    @TempDir
    private static Path folder;

    private static ConfinedJvm jvm;

    @BeforeAll
    static void collectClassPath() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "confinement is not tested: not Linux");
        jvm = new ConfinedJvm(folder);
    }

    private static String did(String... arguments) throws IOException, InterruptedException {
        Ended ended = jvm.run(arguments);
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        return ended.stdout();
    }

    private static ConfinedJvm.Started waiting() throws IOException {
        ConfinedJvm.Started started = jvm.start(List.of(), "wait");
        // It reads nothing more before its input ends.
        var stdout = new BufferedReader(new InputStreamReader(started.process().getInputStream(), UTF_8));
        assertThat(stdout.readLine() + "\n").isEqualTo(IN_PROCESS);
        return started;
    }

    private static List<String> lines(Process process, String file) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), file));
    }

    private static void assumeLandlock() throws InterruptedException, IOException {
        ConfinedJvm.Started started = jvm.start(List.of(), "before", folder.toString());
        started.process().destroyForcibly().waitFor();
        assumeTrue(
                started.inherited().inForce().stream().anyMatch(each -> each.startsWith("landlock")),
                "Landlock is not tested: the kernel has none");
    }

    @Test
    void theKernelShowsThatItIsInForce() throws IOException, InterruptedException {
        ConfinedJvm.Started started = waiting();
        Process process = started.process();
        try {
            assertThat(started.inherited().inForce()).contains("no-new-privileges", "no-capabilities");
            assertThat(lines(process, "status"))
                    .contains("NoNewPrivs:\t1", "Seccomp:\t2")
                    .containsAll(NO_CAPABILITIES);
            assertThat(started.starter()).contains("NoNewPrivs:\t1").containsAll(NO_CAPABILITIES);
            for (Path thread : threads(process)) {
                assertThat(Files.readAllLines(thread.resolve("status"))).contains("NoNewPrivs:\t1", "Seccomp:\t2");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static List<Path> threads(Process process) throws IOException {
        try (var threads = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            List<Path> all = threads.toList();
            assertThat(all).hasSizeGreaterThan(5);
            return all;
        }
    }

    @Test
    void itsLimitsAreLowered() throws IOException, InterruptedException {
        Process process = waiting().process();
        try {
            List<String> limits = lines(process, "limits").stream()
                    .map(line -> line.replaceAll(" +", " "))
                    .toList();
            assertThat(limits)
                    .contains("Max core file size 0 0 bytes ", "Max file size 0 0 bytes ")
                    .contains("Max locked memory 0 0 bytes ", "Max msgqueue size 0 0 bytes ")
                    .contains("Max nice priority 0 0 ", "Max realtime priority 0 0 ");
            String files = limits.stream()
                    .filter(line -> line.startsWith("Max open files"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Integer.parseInt(files.split(" ", -1)[3])).isLessThan(200);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void theKernelEndsItFirstWhenMemoryRunsOut() throws IOException, InterruptedException {
        Process process = waiting().process();
        try {
            assertThat(WorkerConfinement.ofChild(process.toHandle()))
                    .hasToString("in force: first to end when memory runs out");
            assertThat(lines(process, "oom_score_adj")).containsExactly("1000");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatIsInheritedLeavesTheFolderOfItsOwnOnly() throws IOException, InterruptedException {
        assumeLandlock();
        long self = ProcessHandle.current().pid();
        assertThat(did("before", folder.toString()))
                .startsWith(
                        "x\nown done\nread AccessDeniedException: /etc/passwd\nwrite AccessDeniedException: " + folder
                                + "/new\nparent AccessDeniedException: /proc/" + self + "/environ\nstart IOException: ")
                .contains("error: 13 (Permission denied)");
    }

    @Test
    void whatIsInheritedLeavesNoTcpAndNoSignals() throws IOException, InterruptedException {
        assumeLandlock();
        assumeTrue(Landlock.version(new Kernel(Architecture.current().orElseThrow())) >= 6, "an older Landlock");
        assertThat(did("before", folder.toString()))
                .endsWith("listen BindException: Permission denied\nkill -1\nend\n");
    }

    @Test
    void noFileCanBeOpened() throws IOException, InterruptedException {
        assertThat(did("files"))
                .isEqualTo(IN_PROCESS + """
                    read AccessDeniedException: /etc/passwd
                    read own AccessDeniedException: /proc/self/status
                    write AccessDeniedException: %s
                    list AccessDeniedException: /
                    end
                    """.formatted(jvm.privateFolder().resolve("new")));
    }

    @Test
    void noProgramCanBeStarted() throws IOException, InterruptedException {
        assertThat(did("start")).contains("\nstart IOException: Cannot run program \"/bin/true\"", "error: 1 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXECVE /bin/true 0 0",
                "EXECVEAT -100 /bin/true 0 0 0",
                "CLONE 17",
                "CLONE 0x10000000",
                "PTRACE 16 parent",
                "PROCESS_VM_READV parent buffer 1 buffer 1 0",
                "SOCKET 2 1 0",
                "SOCKET 1 1 0",
                "SOCKETPAIR 1 1 0 buffer",
                "CONNECT 0 buffer 16",
                "SENDMSG 1 buffer 0",
                "RECVMSG 0 buffer 0",
                "BPF 0 buffer 64",
                "IO_URING_SETUP 1 buffer",
                "USERFAULTFD 0",
                "PERF_EVENT_OPEN buffer 0 -1 -1 0",
                "KEYCTL 0 -3 0",
                "MOUNT /proc /tmp 0 0 0",
                "UNSHARE 0x10000000",
                "SETNS 0 0",
                "PIDFD_OPEN parent 0",
                "SETUID 0"
            })
    void anAttacksCallEndsTheProcess(String call) throws IOException, InterruptedException {
        Ended ended = jvm.run(("call " + call).split(" ", -1));
        assertThat(ended).isEqualTo(new Ended(ENDED_BY_SIGSYS, IN_PROCESS, ""));
    }

    /** With EPERM (1), EACCES (13) or ENOSYS (38). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "KILL parent 0 = -1",
                "KILL -1 0 = -1",
                "TGKILL parent parent 0 = -1",
                "KILL self 0 = 0",
                "OPENAT -100 /etc/passwd 0 0 = -13",
                "OPENAT -100 /dev/null 2 0 = -13",
                "OPENAT2 -100 /etc/passwd buffer 24 = -13",
                "READLINKAT -100 /proc/self/exe buffer 100 = -13",
                "CLONE3 buffer 88 = -38",
                "PRCTL 4 1 = -1",
                "PRCTL 22 2 buffer = -1",
                "PRLIMIT64 0 7 buffer 0 = -1",
                "IOCTL 0 0x5412 buffer = -1",
                "FCNTL 0 8 1 = -1",
                "SECCOMP 1 0 buffer = -1",
                "LANDLOCK_CREATE_RULESET 0 0 1 = -1",
                "CAPSET buffer buffer = -1"
            })
    void whatAWorkerDoesNotNeedFails(String callAndResult) throws IOException, InterruptedException {
        String call = callAndResult.split(" = ", -1)[0];
        String result = callAndResult.split(" = ", -1)[1];
        assertThat(did(("call " + call).split(" ", -1)))
                .isEqualTo(IN_PROCESS + call.split(" ", -1)[0] + " " + result + "\nend\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseSerialGC", "-XX:+UseG1GC", "-XX:TieredStopAtLevel=1"})
    void theJvmStartsThreadsCompilesAndCollects(String option) throws IOException, InterruptedException {
        Ended ended = jvm.run(List.of(option, "-Xmx128m"), "", "work");
        assertThat(ended).isEqualTo(new Ended(0, IN_PROCESS + """
            sum 150000150
            sum 150000200
            bytes 419430400
            deep overflow
            end
            """, ""));
    }

    @Test
    void whatTheJvmReadsAtFirstUseHasBeenRead() throws IOException, InterruptedException {
        Ended ended = jvm.run("late");
        assertThat(ended.stdout()).isEqualTo(IN_PROCESS + """
            Awaitility
            true
            2026-07-01T00:00+02:00[Europe/Berlin]
            -128
            8
            32
            1.00
            -1
            end
            """);
        assertThat(ended.stderr()).startsWith("java.lang.IllegalStateException: with its stack\n\tat ");
    }

    @Test
    void aCrashIsToldOnStandardErrorAndLeavesNoFile() throws IOException, InterruptedException {
        Ended ended = jvm.run("crash");
        assertThat(ended.exitCode()).isEqualTo(CRASHED);
        assertThat(ended.stderr()).contains("A fatal error has been detected", "SIGSEGV", ConfinedMain.class.getName());
        assertThat(jvm.privateFolder()).isEmptyDirectory();
    }

    @Test
    void theThreadsThatDoNotStartWorkersAreNotConfined() throws IOException, InterruptedException {
        List<String> before = privileges();
        waiting().process().destroyForcibly().waitFor();
        assertThat(privileges()).isEqualTo(before).hasSize(7);
        assertThat(Files.writeString(folder.resolve("not-confined"), "x")).hasContent("x");
    }

    private static List<String> privileges() throws IOException {
        return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                .filter(line -> line.startsWith("Cap") || line.startsWith("NoNewPrivs") || line.startsWith("Seccomp:"))
                .toList();
    }

    @Test
    void aSharedThreadIsRefused() throws InterruptedException {
        var files = new AllowedFiles(List.of(), folder);
        var virtual = new CompletableFuture<Confinement>();
        Thread.startVirtualThread(() -> {
                    try {
                        virtual.complete(WorkerConfinement.ofThread(files));
                    } catch (IllegalStateException refused) {
                        virtual.completeExceptionally(refused);
                    }
                })
                .join();
        for (var future : List.of(
                virtual,
                CompletableFuture.supplyAsync(() -> WorkerConfinement.ofThread(files), ForkJoinPool.commonPool()))) {
            assertThatThrownBy(future::join)
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("a shared thread cannot be confined: it needs a platform thread of its own");
        }
    }
}
