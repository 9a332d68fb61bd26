// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import dev.agentcore.execution.PrintableText;
import dev.agentcore.sandbox.engine.EngineUnavailableException;
import dev.agentcore.worker.confinement.Confinement;
import dev.agentcore.worker.wire.Command;
import dev.agentcore.worker.wire.Event;
import dev.agentcore.worker.wire.FrameInput;
import dev.agentcore.worker.wire.FrameOutput;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker process, and this end of its pipes. Thread-safe. */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** After so many {@linkplain #check checks}, one a second, without a word, a worker counts as hung. */
    private static final int SILENT_CHECKS = 10;

    private static final int EXIT_MILLIS = 1000;

    private final int number;
    private final Process process;
    private final Confinement inherited;
    private final FrameOutput commands;
    private final Map<Integer, Channel> channels = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final CompletableFuture<Event.Ready> ready = new CompletableFuture<>();
    private final CompletableFuture<Worker> end = new CompletableFuture<>();
    private volatile boolean heard;
    private volatile boolean retired;
    private volatile @Nullable String violation;
    private volatile @Nullable String loss;
    private int silentChecks;

    /**
     * Begins to read what the process says.
     *
     * @param number names it in logs
     * @param inherited what confines it from its first instruction
     */
    Worker(int number, Process process, Confinement inherited) {
        this.inherited = inherited;
        this.number = number;
        this.process = process;
        commands = new FrameOutput(process.getOutputStream());
        Thread.ofPlatform().daemon().name("agent-core-worker-" + number).start(this::read);
        new WorkerLog(toString(), process.getErrorStream()).start();
    }

    /** What it has said of itself; fails if it has ended before. */
    CompletableFuture<Event.Ready> ready() {
        return ready;
    }

    /** Completed once it has ended, and all that it has said has been read. */
    CompletableFuture<Worker> end() {
        return end;
    }

    /** What confines it, from its start on and by its own doing; once it is {@link #ready}. */
    Confinement confinement() {
        Event.Ready said = ready.join();
        return inherited.and(new Confinement(said.inForce(), said.missing()));
    }

    boolean isAlive() {
        return loss == null && violation == null && !retired;
    }

    /** Whether it was let go, and its end is no loss. */
    boolean isRetired() {
        return retired;
    }

    /** A number for a sandbox or an image, which it has not had before. */
    int newNumber() {
        return numbers.incrementAndGet();
    }

    /** A channel for a sandbox to come. */
    Channel newChannel() {
        var channel = new Channel(this, newNumber());
        channels.put(channel.number(), channel);
        if (loss != null) {
            channel.lost();
        }
        return channel;
    }

    /** Forgets a sandbox that has been closed. */
    void forget(Channel channel) {
        channels.remove(channel.number());
    }

    /** @throws WorkerLostException if it does not read any more */
    void send(Command... together) {
        try {
            commands.write(together);
        } catch (IOException gone) {
            process.destroyForcibly();
            throw new WorkerLostException(awaitLoss());
        }
    }

    /** As {@link #send}, but does not wait, nor fail: for threads that serve others. */
    void sendLater(Command command) {
        Thread.ofVirtual().start(() -> {
            try {
                commands.write(command);
            } catch (IOException gone) {
                LOG.debug("{} did not get its last command", this);
            }
        });
    }

    /** Waits for the end of a worker that ends, and says why it was lost. */
    String awaitLoss() {
        return String.valueOf(end.join().loss);
    }

    /** Called once a second: kills it if it hangs. */
    void check() {
        silentChecks = heard ? 0 : silentChecks + 1;
        heard = false;
        if (silentChecks >= SILENT_CHECKS) {
            kill("it has not said anything for %d seconds".formatted(SILENT_CHECKS));
        }
    }

    /** Called some times a second: kills it if it lets a program exceed its limit of time. */
    void checkRuns() {
        for (Channel channel : channels.values()) {
            RunWatch run = channel.run();
            String wrong = run == null ? null : run.check();
            if (wrong != null) {
                kill(wrong);
            }
        }
    }

    /** Ends it at once. */
    void kill(String reason) {
        if (violation == null) {
            violation = reason;
        }
        process.destroyForcibly();
    }

    /** Lets it end; nothing runs in it. */
    void retire() {
        retired = true;
        if (!commands.tryClose()) {
            process.destroyForcibly();
        }
    }

    /** Waits for its end, for a moment; then ends it at once. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(EXIT_MILLIS, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
    }

    /** The processes' own number. */
    long pid() {
        return process.pid();
    }

    private void read() {
        try {
            var input = new FrameInput(process.getInputStream());
            for (Event event = input.event(); event != null; event = input.event()) {
                heard = true;
                String wrong = accept(event);
                if (wrong != null) {
                    kill("it sent " + wrong);
                    break;
                }
            }
        } catch (IOException malformed) {
            kill("it sent what cannot be read: " + malformed.getMessage());
        } catch (RuntimeException | Error defect) {
            LOG.error("{} cannot be read", this, defect);
            kill("it cannot be read");
        } finally {
            conclude();
        }
    }

    private @Nullable String accept(Event event) {
        return switch (event) {
            case Event.Alive alive -> null;
            case Event.Ready said -> ready.complete(said) ? null : "that it is ready, again";
            case Event.Unusable said -> {
                var refusal = said.engine()
                        ? new EngineUnavailableException(PrintableText.of(said.reason()))
                        : new WorkerLostException(PrintableText.of(said.reason()));
                yield ready.completeExceptionally(refusal) ? null : "that it is not ready after all";
            }
            case Event.OfSandbox said -> {
                Channel channel = channels.get(said.number());
                // What is said of a sandbox that was closed meanwhile interests nobody.
                yield channel == null ? null : channel.add(event);
            }
        };
    }

    private void conclude() {
        String reason = reason();
        loss = reason;
        channels.values().forEach(Channel::lost);
        ready.completeExceptionally(new WorkerLostException(reason));
        end.complete(this);
    }

    private String reason() {
        try {
            if (!process.waitFor(EXIT_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.waitFor();
            }
        } catch (InterruptedException nobody) {
            Thread.currentThread().interrupt();
        }
        String wrong = violation;
        if (wrong != null) {
            return wrong + ", and was killed";
        }
        return WorkerExit.describe(process);
    }

    @Override
    public String toString() {
        return "worker " + number + " (pid " + process.pid() + ")";
    }
}
