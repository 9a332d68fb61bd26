package dev.agentcore.sandbox;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Copies of the snapshot's memory, made ahead of the runs that need them by a thread of its own. Safe for use by many
 * threads.
 *
 * <p>Arrays that runs give back are used again: every byte of them is overwritten with the snapshot's before another run
 * gets them, so that nothing of one run is in the next, and no run pays for the allocation of ten megabytes.
 */
final class MemoryImages implements AutoCloseable {
    private final byte[] image;
    private final BlockingQueue<byte[]> ready;
    private final BlockingQueue<byte[]> used;
    private final Thread maker;

    /**
     * Starts the thread, a daemon.
     *
     * @param image the snapshot's memory, which nobody changes
     * @param count how many copies to hold ready, at least 1
     */
    MemoryImages(byte[] image, int count) {
        this.image = image;
        ready = new ArrayBlockingQueue<>(count);
        used = new ArrayBlockingQueue<>(count);
        maker = Thread.ofPlatform().daemon().name("agent-core-images").start(this::make);
    }

    /** A copy, the caller's own from now on: one that is ready, or one that is made at once. */
    byte[] take() {
        byte[] copy = ready.poll();
        return copy == null ? copy() : copy;
    }

    /** Gives back an array of {@link #take}, which the caller must not touch any more. One that has grown is let go. */
    void giveBack(byte[] array) {
        if (array.length == image.length) {
            used.offer(array);
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        maker.interrupt();
    }

    private void make() {
        try {
            while (true) {
                ready.put(copy());
            }
        } catch (InterruptedException closed) {
            ready.clear();
        }
    }

    /** On the maker's thread, or on one that cannot wait for it. */
    private byte[] copy() {
        byte[] array = used.poll();
        if (array == null) {
            return image.clone();
        }
        System.arraycopy(image, 0, array, 0, image.length);
        return array;
    }
}
