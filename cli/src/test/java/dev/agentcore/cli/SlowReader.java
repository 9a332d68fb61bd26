// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.ExecutionEvent.Finished;
import dev.agentcore.client.ExecutionListener;
import dev.agentcore.client.Output;
import dev.agentcore.client.PythonExecution;
import dev.agentcore.client.PythonProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A client in a JVM of its own that reads what a program prints, more slowly than it is printed, and keeps none of it. Prints
 * how many bytes came, their SHA-256, how the program ended, whether it waited for the reader's longest rest, and the most
 * memory that this process has had, in bytes.
 *
 * <p>Arguments: the target, the {@link Way}, how many blocks of 64 KiB and 8 bytes.
 */
public final class SlowReader {
    /** Long enough for the program to fill what is between it and a reader, and short enough for a thousand of them. */
    private static final Duration REST = Duration.ofMillis(2);

    private static final Duration LONG_REST = Duration.ofSeconds(2);

    /** Between two rests. */
    private static final int PIECES = 32;

    private final MessageDigest hash;
    private final CompletableFuture<Finished> end = new CompletableFuture<>();
    private int pieces;
    private long bytes;

    private SlowReader(MessageDigest hash) {
        this.hash = hash;
    }

    /** Prints its number and as many bytes that are always the same, and that so many times. */
    static PythonProgram blocks(int count) {
        return PythonProgram.builder("""
                        import sys
                        rest = bytes(range(256)) * 256
                        for number in range(%d):
                            sys.stdout.buffer.write(number.to_bytes(8, "big") + rest)
                        """.formatted(count))
                .outputBytes(1 << 30)
                .wallTime(Duration.ofMinutes(5))
                .build();
    }

    public static void main(String[] arguments) throws Exception {
        var reader = new SlowReader(MessageDigest.getInstance("SHA-256"));
        try (AgentCoreClient client = AgentCoreClient.connect(arguments[0])) {
            Finished end = reader.read(client, Way.valueOf(arguments[1]), blocks(Integer.parseInt(arguments[2])));
            System.out.printf(
                    "%d %s %s %s %d%n",
                    reader.bytes,
                    HexFormat.of().formatHex(reader.hash.digest()),
                    end.outcome(),
                    end.usage().wallTime().compareTo(LONG_REST) > 0 ? "waited" : "did not wait",
                    mostResident(ProcessHandle.current().pid()));
        }
    }

    /** The most memory that a process has had since it began, in bytes. */
    static long mostResident(long pid) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
    }

    /** What it is to print. */
    static String expected(int blocks) throws NoSuchAlgorithmException {
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[8 + (64 << 10)];
        for (int i = 0; i < block.length - 8; i++) {
            block[8 + i] = (byte) i;
        }
        for (int number = 0; number < blocks; number++) {
            for (int digit = 0; digit < 4; digit++) {
                block[7 - digit] = (byte) (number >> (8 * digit));
            }
            hash.update(block);
        }
        return "%d %s COMPLETED waited"
                .formatted((long) blocks * block.length, HexFormat.of().formatHex(hash.digest()));
    }

    private Finished read(AgentCoreClient client, Way way, PythonProgram program) {
        switch (way) {
            case ITERATOR -> {
                try (PythonExecution execution = client.execute(program)) {
                    execution.forEach(this::tell);
                }
            }
            case LISTENER -> client.execute(program, new Listener());
            case PUBLISHER -> client.publisher(program).subscribe(new Subscriber());
            case RUN, FUTURE -> throw new IllegalArgumentException(way + " keeps all");
        }
        return end.join();
    }

    private void tell(ExecutionEvent event) {
        if (event instanceof Output output) {
            hash.update(output.asByteBuffer());
            bytes += output.size();
            pieces++;
            rest();
        } else if (event instanceof Finished finished) {
            end.complete(finished);
        }
    }

    private void rest() {
        try {
            if (pieces == PIECES) {
                Thread.sleep(LONG_REST);
            } else if (pieces % PIECES == 0) {
                Thread.sleep(REST);
            }
        } catch (InterruptedException nobodyDoes) {
            throw new IllegalStateException(nobodyDoes);
        }
    }

    private final class Listener implements ExecutionListener {
        @Override
        public void onOutput(Output output) {
            tell(output);
        }

        @Override
        public void onFinished(Finished finished) {
            tell(finished);
        }

        @Override
        public void onFailure(AgentCoreException failure) {
            end.completeExceptionally(failure);
        }
    }

    /** Asks for three at a time. */
    private final class Subscriber implements Flow.Subscriber<ExecutionEvent> {
        private static final int DEMAND = 3;

        private Flow.@Nullable Subscription subscription;
        private int open;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            open = DEMAND;
            given.request(DEMAND);
        }

        @Override
        public void onNext(ExecutionEvent event) {
            tell(event);
            open--;
            if (open == 0 && subscription != null) {
                open = DEMAND;
                subscription.request(DEMAND);
            }
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            if (!end.isDone()) {
                end.completeExceptionally(new IllegalStateException("no result"));
            }
        }
    }
}
