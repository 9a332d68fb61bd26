// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.chicory;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Copies of the snapshot's memory, which a background thread prepares before runs need them. Thread-safe.
 *
 * <p>There is an array for each sandbox that may be open at a time. Arrays are reused: every byte is overwritten with the
 * snapshot's before another run gets the array, so that no data leaks between runs, and no run pays for the allocation of ten
 * megabytes.
 */
final class MemoryImages implements AutoCloseable {
    /** Copying takes a millisecond or two, but the thread may have to wait for a processor. Never longer than allocating. */
    private static final long TIMEOUT_MILLIS = 10;

    private final byte[] image;
    private final int count;
    private final BlockingQueue<byte[]> ready;
    private final BlockingQueue<byte[]> used;
    private final Thread maker;

    /**
     * Starts the thread, a daemon.
     *
     * @param image the snapshot's memory; must not be changed
     * @param count how many copies to hold ready, at least 1: as many as are taken at a time
     */
    MemoryImages(byte[] image, int count) {
        this.image = image;
        this.count = count;
        ready = new ArrayBlockingQueue<>(count);
        used = new ArrayBlockingQueue<>(count);
        maker = Thread.ofPlatform().daemon().name("agent-core-images").start(this::make);
    }

    /** Returns a copy, owned by the caller: a prepared one, or one made now. */
    byte[] take() {
        byte[] copy = ready.poll();
        if (copy != null) {
            return copy;
        }
        // The background thread is behind. This thread has a processor, so it does not wait for the other to get one.
        byte[] array = used.poll();
        return array == null ? await() : restore(array);
    }

    /** All arrays are taken, or the background thread is filling one. */
    private byte[] await() {
        try {
            byte[] copy = ready.poll(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            return copy == null ? image.clone() : copy;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return image.clone();
        }
    }

    /** Returns an array of {@link #take}, which the caller must not use afterwards. Other arrays are ignored. */
    void giveBack(byte[] array) {
        if (array.length == image.length) {
            used.offer(array);
        }
    }

    /** How many copies are ready. */
    int prepared() {
        return ready.size();
    }

    /** Ends the thread. */
    @Override
    public void close() {
        maker.interrupt();
    }

    private void make() {
        try {
            for (int made = 0; made < count; made++) {
                ready.put(image.clone());
            }
            while (true) {
                ready.put(restore(used.take()));
            }
        } catch (InterruptedException closed) {
            ready.clear();
        } catch (OutOfMemoryError full) {
            // At the start only: then there is no room for one program, and the server says so. Were it later, runs
            // would
            // make their own.
            ready.clear();
        }
    }

    private byte[] restore(byte[] array) {
        System.arraycopy(image, 0, array, 0, image.length);
        return array;
    }
}
