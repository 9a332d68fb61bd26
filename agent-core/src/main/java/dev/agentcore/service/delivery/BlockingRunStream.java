// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A stream for faces whose protocol blocks, such as HTTP/1.1 or a plain socket: a queue that is bounded in bytes, from which
 * the face's thread {@linkplain #take takes} and writes. Thread-safe.
 *
 * <p>The face {@linkplain #connect connects} the subscription that it gets for the stream, takes until it has taken the
 * {@link Item.End}, and calls {@link Subscription#cancel} if it stops earlier.
 */
public final class BlockingRunStream implements RunStream {
    private final long capacityBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();

    // Guarded by the lock.
    private final Deque<Item> items = new ArrayDeque<>();
    private long bytes;
    private @Nullable Subscription subscription;

    /**
     * An empty stream.
     *
     * @param capacityBytes how many bytes it holds until it is no longer ready; positive. It may exceed this by the event that
     *     fills it, and by the few that are sent though it is not ready.
     * @throws IllegalArgumentException if the capacity is not positive
     */
    public BlockingRunStream(long capacityBytes) {
        if (capacityBytes <= 0) {
            throw new IllegalArgumentException("capacityBytes must be positive, but is " + capacityBytes);
        }
        this.capacityBytes = capacityBytes;
    }

    /** What a face takes from the stream and writes. */
    public sealed interface Item {
        /** An event of the run. */
        record Event(RunEvent event) implements Item {}

        /** A sign of life. */
        record KeepAlive() implements Item {}

        /** The end of the run: the last item. */
        record End(RunEnd end) implements Item {}
    }

    /** Connects the subscription, which learns from now on when there is room again. To be called once, by the face. */
    public void connect(Subscription newSubscription) {
        lock.lock();
        try {
            subscription = newSubscription;
        } finally {
            lock.unlock();
        }
        newSubscription.ready();
    }

    /**
     * Takes the next item; waits for it. Returns the same {@link Item.End} every time once it is the next.
     *
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    public Item take() throws InterruptedException {
        Item item;
        Subscription hasRoom = null;
        lock.lockInterruptibly();
        try {
            while (items.isEmpty()) {
                added.await();
            }
            item = items.getFirst();
            if (!(item instanceof Item.End)) {
                items.removeFirst();
                boolean wasReady = isReady();
                bytes -= size(item);
                if (!wasReady && isReady()) {
                    hasRoom = subscription;
                }
            }
        } finally {
            lock.unlock();
        }
        // Without the lock: the journal's lock comes before this one.
        if (hasRoom != null) {
            hasRoom.ready();
        }
        return item;
    }

    @Override
    public boolean isReady() {
        lock.lock();
        try {
            return bytes < capacityBytes;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void send(RunEvent event) {
        add(new Item.Event(event));
    }

    @Override
    public void sendKeepAlive() {
        add(new Item.KeepAlive());
    }

    @Override
    public void end(RunEnd end) {
        add(new Item.End(end));
    }

    private void add(Item item) {
        lock.lock();
        try {
            items.addLast(item);
            bytes += size(item);
            added.signal();
        } finally {
            lock.unlock();
        }
    }

    private static long size(Item item) {
        if (!(item instanceof Item.Event taken)) {
            return Entry.OVERHEAD;
        }
        return switch (taken.event()) {
            case RunEvent.Output output -> Entry.OVERHEAD + output.data().length;
            case RunEvent.File file ->
                Entry.OVERHEAD
                        + file.piece().data().size()
                        + 2L * file.piece().path().length();
            case RunEvent.Started started -> Entry.OVERHEAD;
        };
    }
}
