// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the filter answers to each system call, by executing it. */
final class SystemCallFilterTest {
    private static final int PROCESS = 4321;
    private static final int NOT_KNOWN_YET = 600;

    /** All that a JVM that has started may call with any arguments. Who adds one says why in the commit. */
    private static final Set<String> ALWAYS_ALLOWED = Set.of("""
        read write pread64 readv writev lseek close fstat poll ppoll
        mmap munmap mprotect mremap madvise brk mincore membarrier
        futex set_robust_list get_robust_list rseq sched_yield sched_getaffinity sched_getparam sched_getscheduler
        sched_get_priority_max sched_get_priority_min getpriority rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending
        rt_sigsuspend rt_sigtimedwait sigaltstack restart_syscall exit exit_group
        clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times getrandom getpid gettid getppid
        getuid geteuid getgid getegid getcpu getrusage getrlimit sysinfo uname
        """.trim().split("\\s+"));

    /** With the arguments that are allowed, and some that are not. */
    private static final Set<String> SOMETIMES_ALLOWED =
            Set.of("ioctl", "newfstatat", "tgkill", "kill", "clone", "prctl", "fcntl", "prlimit64");

    private static final Set<String> DEADLY = Set.of("""
        execve execveat fork vfork clone ptrace process_vm_readv process_vm_writev process_madvise pidfd_open pidfd_getfd
        pidfd_send_signal kcmp socket socketpair connect accept accept4 bind listen sendto recvfrom sendmsg recvmsg sendmmsg
        recvmmsg shutdown getsockname getpeername setsockopt getsockopt bpf io_uring_setup io_uring_enter io_uring_register
        userfaultfd perf_event_open add_key request_key keyctl fanotify_init open_by_handle_at mount umount2 move_mount
        open_tree fsopen fsconfig fsmount fspick mount_setattr pivot_root chroot unshare setns swapon swapoff quotactl
        quotactl_fd init_module finit_module delete_module kexec_load kexec_file_load reboot acct settimeofday
        clock_settime clock_adjtime adjtimex iopl ioperm modify_ldt syslog sethostname setdomainname setuid setgid setreuid
        setregid setresuid setresgid setfsuid setfsgid setgroups
        """.trim().split("\\s+"));

    private static final Set<String> NO_FILE = Set.of(
            "open",
            "openat",
            "openat2",
            "creat",
            "access",
            "faccessat",
            "faccessat2",
            "stat",
            "lstat",
            "statx",
            "readlink",
            "readlinkat",
            "statfs",
            "newfstatat");

    private static Map<String, Integer> numbers(Architecture architecture) {
        var numbers = new TreeMap<String, Integer>();
        try (var file = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SystemCallFilterTest.class.getResourceAsStream("system-calls.txt")),
                StandardCharsets.UTF_8))) {
            file.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] columns = line.split(" ", -1);
                String number = columns[architecture == Architecture.X86_64 ? 1 : 2];
                if (!number.equals("-")) {
                    numbers.put(columns[0], Integer.parseInt(number));
                }
            });
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return numbers;
    }

    private static int answer(Architecture architecture, int number, long... arguments) {
        return FilterProcessor.answer(
                SystemCallFilter.of(architecture, PROCESS).program(), architecture.audit(), number, arguments);
    }

    private static Verdict verdict(Architecture architecture, String name, long... arguments) {
        int answer = answer(
                architecture, Objects.requireNonNull(numbers(architecture).get(name), name), arguments);
        return Arrays.stream(Verdict.values())
                .filter(each -> each.code() == answer)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void numbersAreLinuxs(Architecture architecture) {
        Map<String, Integer> all = numbers(architecture);
        assertThat(all).hasSizeGreaterThan(290);
        for (SystemCall call : SystemCall.values()) {
            assertThat(call.number(architecture))
                    .as(call.name())
                    .isEqualTo(all.getOrDefault(call.name().toLowerCase(Locale.ROOT), -1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCallHasTheVerdictOfItsKind(Architecture architecture) {
        var expected = new HashMap<String, Verdict>();
        numbers(architecture).forEach((name, number) -> {
            // All arguments are 0: a call that is allowed by its arguments is not allowed.
            Verdict verdict = ALWAYS_ALLOWED.contains(name) || name.equals("prlimit64")
                    ? Verdict.ALLOW
                    : DEADLY.contains(name)
                            ? Verdict.KILL_PROCESS
                            : NO_FILE.contains(name)
                                    ? Verdict.NO_ACCESS
                                    : name.equals("clone3") ? Verdict.NOT_IMPLEMENTED : Verdict.NOT_PERMITTED;
            expected.put(name, verdict);
        });
        var actual = new HashMap<String, Verdict>();
        expected.keySet().forEach(name -> actual.put(name, verdict(architecture, name)));
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void theListsNameRealCalls(Architecture architecture) {
        var known = new TreeSet<>(numbers(Architecture.X86_64).keySet());
        known.addAll(numbers(Architecture.AARCH64).keySet());
        assertThat(known).containsAll(ALWAYS_ALLOWED).containsAll(DEADLY).containsAll(NO_FILE);
        assertThat(known).containsAll(SOMETIMES_ALLOWED);
    }

    @ParameterizedTest
    @EnumSource
    void numbersOfTheFutureAreRefused(Architecture architecture) {
        Set<Integer> known = Set.copyOf(numbers(architecture).values());
        for (int number = 0; number < NOT_KNOWN_YET; number++) {
            if (!known.contains(number)) {
                assertThat(answer(architecture, number)).isEqualTo(Verdict.NOT_PERMITTED.code());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void callsOfAnotherArchitectureEndTheProcess(Architecture architecture) {
        int i386 = 0x40000003;
        int arm = 0x40000028;
        List<Instruction> program = SystemCallFilter.of(architecture, PROCESS).program();
        int counterpart = (architecture == Architecture.X86_64 ? Architecture.AARCH64 : Architecture.X86_64).audit();
        for (int other : List.of(i386, arm, counterpart)) {
            for (int number = 0; number < NOT_KNOWN_YET; number++) {
                assertThat(FilterProcessor.answer(program, other, number)).isEqualTo(Verdict.KILL_PROCESS.code());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void callsOfX32EndTheProcess(Architecture architecture) {
        for (int number = 0; number < NOT_KNOWN_YET; number++) {
            assertThat(answer(architecture, 0x40000000 | number)).isEqualTo(Verdict.KILL_PROCESS.code());
        }
        assertThat(answer(architecture, -1)).isEqualTo(Verdict.KILL_PROCESS.code());
    }

    @ParameterizedTest
    @EnumSource
    void signalsGoToTheOwnProcessOnly(Architecture architecture) {
        for (String call : List.of("kill", "tgkill")) {
            assertThat(verdict(architecture, call, PROCESS)).isEqualTo(Verdict.ALLOW);
            // The kernel takes an int, so bits above it do not matter to it either.
            assertThat(verdict(architecture, call, (1L << 32) | PROCESS)).isEqualTo(Verdict.ALLOW);
            for (long other : new long[] {PROCESS + 1, 1, 0, -1, -PROCESS}) {
                assertThat(verdict(architecture, call, other)).isEqualTo(Verdict.NOT_PERMITTED);
            }
        }
        assertThat(verdict(architecture, "tkill", PROCESS)).isEqualTo(Verdict.NOT_PERMITTED);
        assertThat(verdict(architecture, "rt_sigqueueinfo", PROCESS)).isEqualTo(Verdict.NOT_PERMITTED);
    }

    @ParameterizedTest
    @EnumSource
    void aCloneIsAThread(Architecture architecture) {
        int ofGlibc = 0x3d0f00;
        int ofMusl = 0x7d0f00;
        int sigchld = 17;
        int vforkOfPosixSpawn = 0x4100 | sigchld;
        assertThat(verdict(architecture, "clone", ofGlibc)).isEqualTo(Verdict.ALLOW);
        assertThat(verdict(architecture, "clone", ofMusl)).isEqualTo(Verdict.ALLOW);
        for (int flags : new int[] {sigchld, vforkOfPosixSpawn, 0x10000, 0x100}) {
            assertThat(verdict(architecture, "clone", flags)).isEqualTo(Verdict.KILL_PROCESS);
        }
        int[] more = {0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000, 0x2000, 0x4000};
        for (int flag : more) {
            assertThat(verdict(architecture, "clone", ofGlibc | flag)).isEqualTo(Verdict.KILL_PROCESS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesMayBeSetAndNothingElseOfAProcess(Architecture architecture) {
        int setName = 15;
        int setVma = 0x53564d41;
        assertThat(verdict(architecture, "prctl", setName)).isEqualTo(Verdict.ALLOW);
        assertThat(verdict(architecture, "prctl", setVma)).isEqualTo(Verdict.ALLOW);
        int setDumpable = 4;
        int setSeccomp = 22;
        int setMm = 35;
        int setPtracer = 0x59616d61;
        for (int option : new int[] {setDumpable, setSeccomp, setMm, setPtracer}) {
            assertThat(verdict(architecture, "prctl", option)).isEqualTo(Verdict.NOT_PERMITTED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyTwoRequestsReachDrivers(Architecture architecture) {
        int pagemapScan = 0xC0606610;
        int available = 0x541B;
        int insertIntoTerminal = 0x5412;
        assertThat(verdict(architecture, "ioctl", 0, pagemapScan)).isEqualTo(Verdict.ALLOW);
        assertThat(verdict(architecture, "ioctl", 0, available)).isEqualTo(Verdict.ALLOW);
        assertThat(verdict(architecture, "ioctl", 0, insertIntoTerminal)).isEqualTo(Verdict.NOT_PERMITTED);
        assertThat(verdict(architecture, "ioctl", pagemapScan, 0)).isEqualTo(Verdict.NOT_PERMITTED);
    }

    @ParameterizedTest
    @EnumSource
    void limitsAndFlagsAreReadAndNotChanged(Architecture architecture) {
        assertThat(verdict(architecture, "prlimit64", 0, 7, 0, 0x1000)).isEqualTo(Verdict.ALLOW);
        assertThat(verdict(architecture, "prlimit64", 0, 7, 0x1000, 0)).isEqualTo(Verdict.NOT_PERMITTED);
        assertThat(verdict(architecture, "prlimit64", 0, 7, 1L << 32, 0)).isEqualTo(Verdict.NOT_PERMITTED);
        int getFlags = 3;
        int setFlags = 4;
        int setOwner = 8;
        assertThat(verdict(architecture, "fcntl", 0, getFlags)).isEqualTo(Verdict.ALLOW);
        assertThat(verdict(architecture, "fcntl", 0, setFlags)).isEqualTo(Verdict.NOT_PERMITTED);
        assertThat(verdict(architecture, "fcntl", 0, setOwner)).isEqualTo(Verdict.NOT_PERMITTED);
        int emptyPath = 0x1000;
        assertThat(verdict(architecture, "newfstatat", 0, 0, 0, emptyPath)).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void theKernelTakesIt() {
        for (Architecture architecture : Architecture.values()) {
            int most = 4096;
            assertThat(SystemCallFilter.of(architecture, PROCESS).program()).hasSizeBetween(200, most);
        }
    }
}
