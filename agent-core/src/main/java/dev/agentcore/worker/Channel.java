// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import dev.agentcore.worker.wire.Command;
import dev.agentcore.worker.wire.Event;
import dev.agentcore.worker.wire.OutputWindow;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The events of one sandbox, between the thread that reads the worker's pipe, which never waits, and the one that uses the
 * sandbox. Bounded by what a worker may send unasked; a worker that sends more is killed.
 */
final class Channel {
    /** Answers and pieces of files, of which one at a time is asked for, and one more of a run that has been given up. */
    private static final int MOST_ANSWERS = 4;

    private final Worker worker;
    private final int number;

    /** Empty at the end of the worker. */
    private final BlockingQueue<Optional<Event>> events = new LinkedBlockingQueue<>();

    private final AtomicInteger outputUnderWay = new AtomicInteger();
    private final AtomicInteger answersUnderWay = new AtomicInteger();
    private volatile @Nullable RunWatch run;
    private volatile boolean opened;

    /** What opens the sandbox, until it is sent. Of the thread that uses the sandbox. */
    private @Nullable Command opening;

    Channel(Worker worker, int number) {
        this.worker = worker;
        this.number = number;
    }

    /** Has a command sent in front of the first one, with the same call. */
    void openWith(Command first) {
        opening = first;
    }

    /** Whether the worker has never heard of the sandbox. */
    boolean isUnknown() {
        return opening != null;
    }

    int number() {
        return number;
    }

    Worker worker() {
        return worker;
    }

    /**
     * Called by the worker's reader.
     *
     * @return what is wrong with it; null if nothing is
     */
    @Nullable
    String add(Event event) {
        if (!opened && event instanceof Event.Done) {
            // Nobody waits for it: what follows it is waited for.
            opened = true;
            return null;
        }
        if (event instanceof Event.Output output) {
            int cost = OutputWindow.cost(output.data().length);
            RunWatch current = run;
            if (current == null || outputUnderWay.addAndGet(cost) > OutputWindow.SIZE) {
                return "output that nobody asked for";
            }
            if (!current.allows(output.data().length)) {
                return "more output than the run's limit";
            }
        } else if (answersUnderWay.incrementAndGet() > MOST_ANSWERS) {
            return "answers that nobody asked for";
        } else if (event instanceof Event.Ended || event instanceof Event.Failed) {
            RunWatch current = run;
            if (current != null) {
                current.ended();
            }
        }
        events.add(Optional.of(event));
        return null;
    }

    /** Whether the worker has said that the sandbox is open; until then, nothing has run in it. */
    boolean isOpened() {
        return opened;
    }

    /** A copy of an open sandbox is open. */
    void markOpened() {
        opened = true;
    }

    void lost() {
        events.add(Optional.empty());
    }

    /** What runs in it now; null for nothing. */
    @Nullable
    RunWatch run() {
        return run;
    }

    void begin(RunWatch next) {
        outputUnderWay.set(0);
        run = next;
    }

    void end() {
        run = null;
    }

    /** @throws WorkerLostException if there is no worker any more */
    void send(Command command) {
        Command first = opening;
        if (first == null) {
            worker.send(command);
        } else {
            opening = null;
            worker.send(first, command);
        }
    }

    /**
     * The next event. Waits for it, also if the thread is interrupted, whose status is cleared then: this end hears of
     * everything that the worker has said.
     *
     * @throws WorkerLostException if there is none because the worker is lost
     */
    Event next() {
        while (true) {
            try {
                Optional<Event> event = events.take();
                if (event.isEmpty()) {
                    // For whoever asks again.
                    events.add(event);
                    throw new WorkerLostException(worker.awaitLoss());
                }
                count(event.get());
                return event.get();
            } catch (InterruptedException ignored) {
                // What has to be stopped is in the worker; it answers.
            }
        }
    }

    private void count(Event event) {
        if (event instanceof Event.Output output) {
            outputUnderWay.addAndGet(-OutputWindow.cost(output.data().length));
        } else {
            answersUnderWay.decrementAndGet();
        }
    }
}
