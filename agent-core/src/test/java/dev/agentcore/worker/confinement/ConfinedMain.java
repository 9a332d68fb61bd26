// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentcore.sandbox.Python;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The main class of the JVMs that {@link ConfinedJvm} starts. It confines itself, unless it is to show what the starting thread's
 * confinement refuses by itself, does what its first argument names, and prints what became of it.
 */
final class ConfinedMain {
    private static final int THREADS = 50;
    private static final int RUNS = 100;

    private final String[] arguments;
    private final Kernel kernel = new Kernel(Architecture.current().orElseThrow());

    private ConfinedMain(String[] arguments) {
        this.arguments = arguments;
    }

    public static void main(String[] arguments) throws Exception {
        new ConfinedMain(arguments).run();
    }

    private void run() throws Exception {
        switch (arguments[0]) {
            case "before" -> before();
            case "call" -> call();
            case "files" -> {
                confine();
                attempt("read", () -> Files.readString(Path.of("/etc/passwd")));
                attempt("read own", () -> Files.readString(Path.of("/proc/self/status")));
                attempt("write", () -> Files.writeString(Path.of(System.getProperty("java.io.tmpdir"), "new"), "x"));
                attempt("list", ConfinedMain::list);
            }
            case "start" -> {
                confine();
                attempt("start", () -> new ProcessBuilder("/bin/true").start());
            }
            case "wait" -> {
                confine();
                System.in.read();
            }
            case "work" -> {
                confine();
                work();
            }
            case "crash" -> {
                confine();
                crash();
            }
            case "late" -> {
                confine();
                late();
            }
            case "guest" -> guest();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.println("end");
    }

    private static void confine() {
        System.out.println(WorkerConfinement.ofProcess());
    }

    /** What the confinement refuses that was inherited. */
    private void before() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        attempt("own", () -> {
            Path file = Files.writeString(
                    Files.createDirectory(folder.resolve("new")).resolve("file"), "x");
            System.out.println(Files.readString(file));
            Files.delete(file);
            Files.delete(file.getParent());
        });
        attempt("read", () -> Files.readString(Path.of("/etc/passwd")));
        attempt("write", () -> Files.writeString(Path.of(arguments[1], "new"), "x"));
        attempt("parent", () -> Files.readString(Path.of("/proc/" + parent() + "/environ")));
        attempt("start", () -> new ProcessBuilder("/bin/true").start());
        attempt("listen", () -> new ServerSocket(0, 1, InetAddress.getLoopbackAddress()).close());
        System.out.println("kill " + kernel.call(SystemCall.KILL, parent(), 0));
    }

    private static void list() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/"))) {
            System.out.println(files.count());
        }
    }

    /** One system call, by name and arguments. */
    private void call() {
        SystemCall call = SystemCall.valueOf(arguments[1]);
        long[] values = new long[arguments.length - 2];
        try (Arena arena = Arena.ofConfined()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = value(arguments[i + 2], arena);
            }
            confine();
            System.out.println(call + " " + kernel.call(call, values));
        }
    }

    private static long value(String text, Arena arena) {
        return switch (text) {
            case "self" -> ProcessHandle.current().pid();
            case "parent" -> parent();
            case "buffer" -> {
                MemorySegment buffer = arena.allocate(4096, Long.BYTES);
                yield buffer.address();
            }
            default -> text.startsWith("/") ? arena.allocateFrom(text).address() : Long.decode(text);
        };
    }

    private static long parent() {
        return ProcessHandle.current().parent().orElseThrow().pid();
    }

    /** What was not used before. */
    private static void late() throws Exception {
        // In a jar that no class was loaded of yet.
        System.out.println(Class.forName("org.awaitility.Awaitility").getSimpleName());
        try (InputStream file = ConfinedMain.class.getResourceAsStream("system-calls.txt")) {
            System.out.println(file != null && file.readAllBytes().length > 1000);
        }
        System.out.println(ZonedDateTime.of(2026, 7, 1, 0, 0, 0, 0, ZoneId.of("Europe/Berlin")));
        System.out.println("\u20ac".getBytes(Charset.forName("windows-1252"))[0]);
        System.out.println(new SecureRandom().generateSeed(8).length
                + SecureRandom.getInstanceStrong().nextInt(1));
        System.out.println(MessageDigest.getInstance("SHA-256").digest(new byte[1]).length);
        System.out.println("%.2f".formatted(1.0));
        FileChannel pipe = new FileInputStream(FileDescriptor.in).getChannel();
        System.out.println(pipe.read(ByteBuffer.allocateDirect(8)));
        new IllegalStateException("with its stack").printStackTrace();
    }

    @SuppressWarnings("restricted") // so that the JVM crashes
    private static void crash() {
        System.out.println(
                MemorySegment.ofAddress(Long.BYTES).reinterpret(Long.BYTES).get(ValueLayout.JAVA_LONG, 0));
    }

    private static void work() throws InterruptedException {
        var sum = new AtomicLong();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofPlatform().name("worker-" + i).start(() -> sum.addAndGet(hot())));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("sum " + sum);
        var virtual = new ArrayList<Thread>();
        for (int i = 0; i < THREADS; i++) {
            virtual.add(Thread.startVirtualThread(() -> sum.addAndGet(1)));
        }
        for (Thread thread : virtual) {
            thread.join();
        }
        System.out.println("sum " + sum);
        long total = 0;
        for (int i = 0; i < 400; i++) {
            total += new byte[1 << 20].length;
            if (i % 100 == 0) {
                System.gc();
            }
        }
        System.out.println("bytes " + total);
        System.out.println("deep " + deep(0));
    }

    /** Is compiled, by both compilers, while it runs. */
    private static long hot() {
        long sum = 0;
        for (int i = 0; i < 3_000_000; i++) {
            sum += Integer.bitCount(i) % 3;
        }
        return sum;
    }

    private static String deep(int depth) {
        try {
            return depth < 0 ? "none" : deep(depth + 1);
        } catch (StackOverflowError expected) {
            return "overflow";
        }
    }

    /** Many runs of programs that use what programs use. */
    private static void guest() throws IOException {
        String program = new String(System.in.readAllBytes(), UTF_8);
        List<String> before = lines(program);
        confine();
        for (int i = 0; i < RUNS; i++) {
            List<String> after = lines(program);
            if (!after.equals(before)) {
                System.out.println("run " + i + ": " + after);
            }
        }
        before.forEach(System.out::println);
    }

    private static List<String> lines(String program) {
        Python.Run run = Python.given(program).runWithScratch(1 << 20);
        return (run.stdout() + run.stderr() + run.result().outcome()).lines().toList();
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private static void attempt(String name, Attempt attempt) {
        try {
            attempt.run();
            System.out.println(name + " done");
        } catch (IOException refused) {
            System.out.println(name + " " + refused.getClass().getSimpleName() + ": " + refused.getMessage());
        }
    }
}
