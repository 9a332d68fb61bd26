// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.ExecutionEvent.Finished;
import dev.agentcore.client.Output;
import dev.agentcore.client.PythonProgram;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A client with its own connection, and the output that it has read of a program that prints numbered lines. */
final class PrintedLines implements Runnable {
    private final String target;
    private final String name;
    private final PythonProgram program;
    private final Duration pause;
    private final CountDownLatch firstOutput = new CountDownLatch(1);
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private @Nullable Finished end;

    private PrintedLines(String target, String name, PythonProgram program, Duration pause) {
        this.target = target;
        this.name = name;
        this.program = program;
        this.pause = pause;
    }

    /**
     * One whose program prints a line every 50 ms.
     *
     * @param lines how many it prints before it ends
     * @param pause how long the client rests after each event
     */
    static PrintedLines of(String target, String name, int lines, Duration pause) {
        String code = """
                import time
                for i in range(%d):
                    print("%s", i)
                    time.sleep(0.05)
                """.formatted(lines, name);
        var program = PythonProgram.builder(code)
                .wallTime(Duration.ofMinutes(4))
                .memoryBytes(64 << 20)
                .build();
        return new PrintedLines(target, name, program, pause);
    }

    /** Reads to the end. */
    @Override
    public void run() {
        try (AgentCoreClient client = AgentCoreClient.connect(target);
                var execution = client.execute(program)) {
            for (ExecutionEvent event : execution) {
                switch (event) {
                    case Output output -> {
                        assertThat(output.offset()).as(name).isEqualTo(read.size());
                        read.writeBytes(output.toByteArray());
                        firstOutput.countDown();
                    }
                    case Finished last -> end = last;
                    default -> {}
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        } finally {
            firstOutput.countDown();
        }
    }

    /** Waits for it, or for a failure. */
    void awaitFirstOutput() throws InterruptedException {
        assertThat(firstOutput.await(30, TimeUnit.SECONDS)).as(name).isTrue();
    }

    /** How it ended, once it has: with a result, and with all that the program had printed, each line once. */
    Finished end() {
        if (end == null) {
            throw new AssertionError(name + " has no result");
        }
        String text = read.toString(StandardCharsets.UTF_8);
        // The last line has no end if the program was stopped within print().
        assertThat(lines((int) text.lines().count())).as(name).startsWith(text);
        assertThat(end.usage().stdoutBytes()).as(name).isEqualTo(read.size());
        return end;
    }

    /** How many lines it has read. */
    long count() {
        return read.toString(StandardCharsets.UTF_8).lines().count();
    }

    private String lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> name + " " + i + "\n").collect(Collectors.joining());
    }
}
