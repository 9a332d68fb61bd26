// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

/**
 * System calls of Linux that a worker may make, or that end it, or that this package makes. Any other one fails with {@code
 * EPERM} in a worker. Numbers: {@code asm/unistd_64.h} for x86-64, {@code asm-generic/unistd.h} for aarch64.
 */
enum SystemCall {
    // First, because the kernel remembers the answer for calls that are always allowed, and judges these anew.
    IOCTL(16, 29, Rule.SCAN_OR_AVAILABLE),
    NEWFSTATAT(262, 79, Rule.OPEN_DESCRIPTOR),
    TGKILL(234, 131, Rule.OWN_PROCESS),
    KILL(62, 129, Rule.OWN_PROCESS),
    CLONE(56, 220, Rule.NEW_THREAD),
    PRCTL(157, 167, Rule.NAMES),
    FCNTL(72, 25, Rule.READ_FLAGS),
    PRLIMIT64(302, 261, Rule.READ_LIMIT),

    // Open descriptors.
    READ(0, 63, Rule.ALLOWED),
    WRITE(1, 64, Rule.ALLOWED),
    PREAD64(17, 67, Rule.ALLOWED),
    READV(19, 65, Rule.ALLOWED),
    WRITEV(20, 66, Rule.ALLOWED),
    LSEEK(8, 62, Rule.ALLOWED),
    CLOSE(3, 57, Rule.ALLOWED),
    FSTAT(5, 80, Rule.ALLOWED),
    POLL(7, -1, Rule.ALLOWED),
    PPOLL(271, 73, Rule.ALLOWED),

    // Memory.
    MMAP(9, 222, Rule.ALLOWED),
    MUNMAP(11, 215, Rule.ALLOWED),
    MPROTECT(10, 226, Rule.ALLOWED),
    MREMAP(25, 216, Rule.ALLOWED),
    MADVISE(28, 233, Rule.ALLOWED),
    BRK(12, 214, Rule.ALLOWED),
    MINCORE(27, 232, Rule.ALLOWED),
    MEMBARRIER(324, 283, Rule.ALLOWED),

    // Threads and signals.
    FUTEX(202, 98, Rule.ALLOWED),
    SET_ROBUST_LIST(273, 99, Rule.ALLOWED),
    GET_ROBUST_LIST(274, 100, Rule.ALLOWED),
    RSEQ(334, 293, Rule.ALLOWED),
    SCHED_YIELD(24, 124, Rule.ALLOWED),
    SCHED_GETAFFINITY(204, 123, Rule.ALLOWED),
    SCHED_GETPARAM(143, 121, Rule.ALLOWED),
    SCHED_GETSCHEDULER(145, 120, Rule.ALLOWED),
    SCHED_GET_PRIORITY_MAX(146, 125, Rule.ALLOWED),
    SCHED_GET_PRIORITY_MIN(147, 126, Rule.ALLOWED),
    GETPRIORITY(140, 141, Rule.ALLOWED),
    RT_SIGACTION(13, 134, Rule.ALLOWED),
    RT_SIGPROCMASK(14, 135, Rule.ALLOWED),
    RT_SIGRETURN(15, 139, Rule.ALLOWED),
    RT_SIGPENDING(127, 136, Rule.ALLOWED),
    RT_SIGSUSPEND(130, 133, Rule.ALLOWED),
    RT_SIGTIMEDWAIT(128, 137, Rule.ALLOWED),
    SIGALTSTACK(131, 132, Rule.ALLOWED),
    RESTART_SYSCALL(219, 128, Rule.ALLOWED),
    EXIT(60, 93, Rule.ALLOWED),
    EXIT_GROUP(231, 94, Rule.ALLOWED),

    // Time, randomness, and what the machine and this process are.
    CLOCK_GETTIME(228, 113, Rule.ALLOWED),
    CLOCK_GETRES(229, 114, Rule.ALLOWED),
    CLOCK_NANOSLEEP(230, 115, Rule.ALLOWED),
    NANOSLEEP(35, 101, Rule.ALLOWED),
    GETTIMEOFDAY(96, 169, Rule.ALLOWED),
    TIME(201, -1, Rule.ALLOWED),
    TIMES(100, 153, Rule.ALLOWED),
    GETRANDOM(318, 278, Rule.ALLOWED),
    GETPID(39, 172, Rule.ALLOWED),
    GETTID(186, 178, Rule.ALLOWED),
    GETPPID(110, 173, Rule.ALLOWED),
    GETUID(102, 174, Rule.ALLOWED),
    GETEUID(107, 175, Rule.ALLOWED),
    GETGID(104, 176, Rule.ALLOWED),
    GETEGID(108, 177, Rule.ALLOWED),
    GETCPU(309, 168, Rule.ALLOWED),
    GETRUSAGE(98, 165, Rule.ALLOWED),
    GETRLIMIT(97, 163, Rule.ALLOWED),
    SYSINFO(99, 179, Rule.ALLOWED),
    UNAME(63, 160, Rule.ALLOWED),

    // The C library takes the older call.
    CLONE3(435, 435, Rule.UNKNOWN),

    // Files.
    OPEN(2, -1, Rule.NO_FILE),
    OPENAT(257, 56, Rule.NO_FILE),
    OPENAT2(437, 437, Rule.NO_FILE),
    CREAT(85, -1, Rule.NO_FILE),
    ACCESS(21, -1, Rule.NO_FILE),
    FACCESSAT(269, 48, Rule.NO_FILE),
    FACCESSAT2(439, 439, Rule.NO_FILE),
    STAT(4, -1, Rule.NO_FILE),
    LSTAT(6, -1, Rule.NO_FILE),
    STATX(332, 291, Rule.NO_FILE),
    READLINK(89, -1, Rule.NO_FILE),
    READLINKAT(267, 78, Rule.NO_FILE),
    STATFS(137, 43, Rule.NO_FILE),

    // Listed for the way to confinement, which needs them.
    CAPSET(126, 91, Rule.REFUSED),
    LANDLOCK_CREATE_RULESET(444, 444, Rule.REFUSED),
    LANDLOCK_ADD_RULE(445, 445, Rule.REFUSED),
    LANDLOCK_RESTRICT_SELF(446, 446, Rule.REFUSED),
    SECCOMP(317, 277, Rule.REFUSED),

    // Other processes and programs.
    EXECVE(59, 221, Rule.ATTACK),
    EXECVEAT(322, 281, Rule.ATTACK),
    FORK(57, -1, Rule.ATTACK),
    VFORK(58, -1, Rule.ATTACK),
    PTRACE(101, 117, Rule.ATTACK),
    PROCESS_VM_READV(310, 270, Rule.ATTACK),
    PROCESS_VM_WRITEV(311, 271, Rule.ATTACK),
    PROCESS_MADVISE(440, 440, Rule.ATTACK),
    PIDFD_OPEN(434, 434, Rule.ATTACK),
    PIDFD_GETFD(438, 438, Rule.ATTACK),
    PIDFD_SEND_SIGNAL(424, 424, Rule.ATTACK),
    KCMP(312, 272, Rule.ATTACK),

    // The network.
    SOCKET(41, 198, Rule.ATTACK),
    SOCKETPAIR(53, 199, Rule.ATTACK),
    CONNECT(42, 203, Rule.ATTACK),
    ACCEPT(43, 202, Rule.ATTACK),
    ACCEPT4(288, 242, Rule.ATTACK),
    BIND(49, 200, Rule.ATTACK),
    LISTEN(50, 201, Rule.ATTACK),
    SENDTO(44, 206, Rule.ATTACK),
    RECVFROM(45, 207, Rule.ATTACK),
    SENDMSG(46, 211, Rule.ATTACK),
    RECVMSG(47, 212, Rule.ATTACK),
    SENDMMSG(307, 269, Rule.ATTACK),
    RECVMMSG(299, 243, Rule.ATTACK),
    SHUTDOWN(48, 210, Rule.ATTACK),
    GETSOCKNAME(51, 204, Rule.ATTACK),
    GETPEERNAME(52, 205, Rule.ATTACK),
    SETSOCKOPT(54, 208, Rule.ATTACK),
    GETSOCKOPT(55, 209, Rule.ATTACK),

    // Large interfaces of the kernel that had many defects.
    BPF(321, 280, Rule.ATTACK),
    IO_URING_SETUP(425, 425, Rule.ATTACK),
    IO_URING_ENTER(426, 426, Rule.ATTACK),
    IO_URING_REGISTER(427, 427, Rule.ATTACK),
    USERFAULTFD(323, 282, Rule.ATTACK),
    PERF_EVENT_OPEN(298, 241, Rule.ATTACK),
    ADD_KEY(248, 217, Rule.ATTACK),
    REQUEST_KEY(249, 218, Rule.ATTACK),
    KEYCTL(250, 219, Rule.ATTACK),
    FANOTIFY_INIT(300, 262, Rule.ATTACK),
    OPEN_BY_HANDLE_AT(304, 265, Rule.ATTACK),

    // File systems and namespaces.
    MOUNT(165, 40, Rule.ATTACK),
    UMOUNT2(166, 39, Rule.ATTACK),
    MOVE_MOUNT(429, 429, Rule.ATTACK),
    OPEN_TREE(428, 428, Rule.ATTACK),
    FSOPEN(430, 430, Rule.ATTACK),
    FSCONFIG(431, 431, Rule.ATTACK),
    FSMOUNT(432, 432, Rule.ATTACK),
    FSPICK(433, 433, Rule.ATTACK),
    MOUNT_SETATTR(442, 442, Rule.ATTACK),
    PIVOT_ROOT(155, 41, Rule.ATTACK),
    CHROOT(161, 51, Rule.ATTACK),
    UNSHARE(272, 97, Rule.ATTACK),
    SETNS(308, 268, Rule.ATTACK),
    SWAPON(167, 224, Rule.ATTACK),
    SWAPOFF(168, 225, Rule.ATTACK),
    QUOTACTL(179, 60, Rule.ATTACK),
    QUOTACTL_FD(443, 443, Rule.ATTACK),

    // The kernel and the machine.
    INIT_MODULE(175, 105, Rule.ATTACK),
    FINIT_MODULE(313, 273, Rule.ATTACK),
    DELETE_MODULE(176, 106, Rule.ATTACK),
    KEXEC_LOAD(246, 104, Rule.ATTACK),
    KEXEC_FILE_LOAD(320, 294, Rule.ATTACK),
    REBOOT(169, 142, Rule.ATTACK),
    ACCT(163, 89, Rule.ATTACK),
    SETTIMEOFDAY(164, 170, Rule.ATTACK),
    CLOCK_SETTIME(227, 112, Rule.ATTACK),
    CLOCK_ADJTIME(305, 266, Rule.ATTACK),
    ADJTIMEX(159, 171, Rule.ATTACK),
    IOPL(172, -1, Rule.ATTACK),
    IOPERM(173, -1, Rule.ATTACK),
    MODIFY_LDT(154, -1, Rule.ATTACK),
    SYSLOG(103, 116, Rule.ATTACK),
    SETHOSTNAME(170, 161, Rule.ATTACK),
    SETDOMAINNAME(171, 162, Rule.ATTACK),

    // Other users.
    SETUID(105, 146, Rule.ATTACK),
    SETGID(106, 144, Rule.ATTACK),
    SETREUID(113, 145, Rule.ATTACK),
    SETREGID(114, 143, Rule.ATTACK),
    SETRESUID(117, 147, Rule.ATTACK),
    SETRESGID(119, 149, Rule.ATTACK),
    SETFSUID(122, 151, Rule.ATTACK),
    SETFSGID(123, 152, Rule.ATTACK),
    SETGROUPS(116, 159, Rule.ATTACK);

    private final int x86;
    private final int arm;
    private final Rule rule;

    /** A number of -1: the architecture has no such call. */
    SystemCall(int x86, int arm, Rule rule) {
        this.x86 = x86;
        this.arm = arm;
        this.rule = rule;
    }

    boolean isOn(Architecture architecture) {
        return number(architecture) >= 0;
    }

    /** Its number; -1 if it has none. */
    int number(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> x86;
            case AARCH64 -> arm;
        };
    }

    /** When it is allowed after confinement. */
    Rule rule() {
        return rule;
    }
}
