// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.Output;
import dev.agentcore.client.PythonExecution;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.StandardStream;
import dev.agentcore.testkit.FinishedJar;
import dev.agentcore.testkit.ServerProcess;
import dev.agentcore.testkit.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two tenants, whose programs end by themselves, by their limits, or because their caller or their wall time stops them at a
 * random moment, at a server that collects its garbage all the time. Each says what it should until it ends, and the server's
 * processes do not grow.
 *
 * <p>The system property {@code agent-core.soak} is the time that it takes, {@code PT1H} for an hour.
 */
@Tag("nightly")
@Timeout(value = 5, unit = TimeUnit.HOURS)
final class SoakIT {
    private static final Duration TIME = Duration.parse(System.getProperty("agent-core.soak", "PT60S"));
    private static final Duration AMPLE = Duration.ofSeconds(30);

    /**
     * What the processes may have grown by since a third of the time: what is compiled and cached later. The server's heap is
     * resident from the start.
     */
    private static final long MARGIN = 160 << 20;

    private final long seed = Long.getLong("agent-core.seed", System.nanoTime());
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong stopped = new AtomicLong();

    /**
     * A kind of program.
     *
     * @param code the program; NUMBER is the run's number
     * @param output what it prints until it ends by itself
     * @param ending how it ends by itself; {@link Outcome#WALL_TIME_EXCEEDED} if it does not
     */
    private record Kind(String code, IntFunction<String> output, Outcome ending) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("print('hello', NUMBER)", number -> "hello " + number + "\n", Outcome.COMPLETED),
            new Kind("""
                    import builtins, os, sys
                    print(NUMBER, hasattr(builtins, "LEFT"), dict(os.environ), sys.getrecursionlimit(), os.listdir(), os.listdir("/tmp"))
                    builtins.LEFT = os.environ["LEFT"] = "left by NUMBER"
                    sys.setrecursionlimit(500)
                    open("/tmp/left", "w").write("left by NUMBER")
                    """, number -> number + " False {} 1000 ['main.py'] []\n", Outcome.COMPLETED),
            new Kind("""
                    import hashlib, json, re, zlib
                    data = json.dumps([NUMBER] * 20_000).encode()
                    assert zlib.decompress(zlib.compress(data)) == data and len(hashlib.sha256(data).digest()) == 32
                    print(len(re.findall(rb"NUMBER", data)), sum(range(300_000)))
                    """, number -> "20000 44999850000\n", Outcome.COMPLETED),
            new Kind("""
                    import queue, threading
                    numbers = queue.Queue()
                    threads = [threading.Thread(target=lambda: numbers.put(sum(range(20_000)))) for _ in range(8)]
                    for thread in threads: thread.start()
                    for thread in threads: thread.join()
                    print(NUMBER, {numbers.get() for _ in threads})
                    """, number -> number + " {199990000}\n", Outcome.COMPLETED),
            new Kind("""
                    import os
                    os.write(1, b"NUMBER\\n")
                    os._exit(3)
                    """, number -> number + "\n", Outcome.COMPLETED),
            new Kind("""
                    def deeper(): return deeper()
                    nested = []
                    for _ in range(100_000): nested = [nested]
                    for what in deeper, lambda: repr(nested):
                        try:
                            what()
                        except RecursionError:
                            print(NUMBER, "too deep")
                    """, number -> (number + " too deep\n").repeat(2), Outcome.COMPLETED),
            new Kind("print(NUMBER, flush=True)\n1 / 0", number -> number + "\n", Outcome.EXCEPTION),
            new Kind(
                    "print(NUMBER, flush=True)\nheld = []\nwhile True: held.append(bytes(1 << 20))",
                    number -> number + "\n",
                    Outcome.MEMORY_EXCEEDED),
            new Kind("import os\nprint(NUMBER, flush=True)\nos.abort()", number -> number + "\n", Outcome.CRASHED),
            new Kind(
                    "print(NUMBER, flush=True)\nwhile True: pass", number -> number + "\n", Outcome.WALL_TIME_EXCEEDED),
            new Kind(
                    "import time\nprint(NUMBER, flush=True)\ntime.sleep(1000)",
                    number -> number + "\n",
                    Outcome.WALL_TIME_EXCEEDED),
            new Kind("""
                    import threading
                    print(NUMBER, flush=True)
                    def count():
                        while True: len(bytearray(1 << 16))
                    for _ in range(3): threading.Thread(target=count).start()
                    """, number -> number + "\n", Outcome.WALL_TIME_EXCEEDED),
            new Kind(
                    "print(NUMBER, flush=True)\n3 ** 90_000_000", number -> number + "\n", Outcome.WALL_TIME_EXCEEDED));

    @Test
    void everyRunSaysWhatItShouldAndNothingGrows(@TempDir Path folder) throws Exception {
        System.out.println("Soak: seed " + seed + ", " + TIME);
        Path tokens = Files.writeString(
                folder.resolve("tokens"), Tokens.line("alice", "alice-token") + Tokens.line("bob", "bob-token"));
        try (ServerProcess server = ServerProcess.start(
                        Map.of(),
                        List.of("-Xms640m", "-Xmx640m", "-XX:+AlwaysPreTouch", "-jar", FinishedJar.path()),
                        "--slots",
                        "2",
                        "--set",
                        "security.tokens=" + tokens);
                ScheduledExecutorService collector = Executors.newSingleThreadScheduledExecutor()) {
            String target = server.target();
            var unused = collector.scheduleWithFixedDelay(() -> collect(server.pid()), 1, 1, TimeUnit.SECONDS);
            var random = new Random(seed);
            rage(target, random, TIME.dividedBy(3));
            long before = resident(server.pid());
            rage(target, random, TIME.multipliedBy(2).dividedBy(3));
            long after = resident(server.pid());
            collector.shutdownNow();
            System.out.printf(
                    "Soak: %d ended by themselves, %d were stopped; %d MiB, then %d MiB%n",
                    ended.get(), stopped.get(), before >> 20, after >> 20);
            assertThat(ended.get()).as("ended by themselves").isGreaterThan(20);
            assertThat(stopped.get()).as("were stopped").isGreaterThan(20);
            assertThat(after).as("bytes resident").isLessThan(before + MARGIN);
            server.end();
            assertThat(server.log()).doesNotContain("ERROR");
        }
    }

    private void rage(String target, Random random, Duration time) throws Exception {
        long until = System.nanoTime() + time.toNanos();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> callers = new ArrayList<>();
            for (String tenant : List.of("alice", "alice", "bob")) {
                var drawing = new Random(random.nextLong());
                callers.add(threads.submit(() -> {
                    try (AgentCoreClient client = AgentCoreClient.builder(target)
                            .bearerToken(tenant + "-token")
                            .build()) {
                        while (System.nanoTime() < until) {
                            run(client, drawing);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : callers) {
                each.get();
            }
        }
    }

    private void run(AgentCoreClient client, Random random) {
        Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        int number = 10_000 + random.nextInt(90_000);
        boolean endless = kind.ending == Outcome.WALL_TIME_EXCEEDED;
        // A caller that goes away, a wall time that is short, or neither.
        int way = random.nextInt(endless ? 2 : 3);
        Duration moment = Duration.ofMillis(1 + random.nextInt(400));
        PythonProgram program = PythonProgram.builder(kind.code.replace("NUMBER", Integer.toString(number)))
                .wallTime(way == 1 ? moment : AMPLE)
                .memoryBytes(64 << 20)
                .scratchBytes(1 << 20)
                .build();
        var output = new StringBuilder();
        // Who has gone away may hear nothing more.
        Outcome outcome = way == 0 ? Outcome.CANCELLED : Outcome.UNKNOWN;
        String end = "";
        try (PythonExecution execution = client.execute(program)) {
            Thread caller = Thread.ofVirtual().unstarted(() -> closeAfter(moment, execution));
            if (way == 0) {
                caller.start();
            }
            for (ExecutionEvent event : execution) {
                if (event instanceof Output piece && piece.stream() == StandardStream.STDOUT) {
                    output.append(new String(piece.toByteArray(), StandardCharsets.UTF_8));
                } else if (event instanceof ExecutionEvent.Finished finished) {
                    outcome = finished.outcome();
                    end = finished.toString();
                }
            }
            caller.interrupt();
        } catch (AgentCoreException gone) {
            if (gone.code() != ErrorCode.CANCELLED) {
                throw gone;
            }
        }
        String expected = kind.output.apply(number);
        if ((way == 0 && outcome == Outcome.CANCELLED) || (way == 1 && outcome == Outcome.WALL_TIME_EXCEEDED)) {
            assertThat(expected).as("%s of %s", end, program.code()).startsWith(output.toString());
            stopped.incrementAndGet();
        } else {
            assertThat(outcome).as("%s of %s", end, program.code()).isEqualTo(kind.ending);
            assertThat(output).as("%s of %s", end, program.code()).hasToString(expected);
            ended.incrementAndGet();
        }
    }

    private static void closeAfter(Duration moment, PythonExecution execution) {
        try {
            Thread.sleep(moment);
            execution.close();
        } catch (InterruptedException over) {
            // It has ended by itself.
        }
    }

    /** A full collection of the server's garbage. */
    private static void collect(long pid) {
        try {
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid),
                            "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of the server and its children. */
    private static long resident(long pid) throws IOException {
        long kibibytes = 0;
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(server), server.descendants()).toList();
        for (ProcessHandle each : all) {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(each.pid()), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    kibibytes += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        }
        return kibibytes << 10;
    }
}
