// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import dev.agentcore.execution.Bytes;
import dev.agentcore.sandbox.engine.Interruption;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * A file that the program can change. Not thread-safe: used by the thread that runs the guest.
 *
 * <p>Its content is in blocks. Only blocks that were written to are allocated and charged; beneath them is the content from
 * the request, followed by zeros.
 */
public final class ScratchFile extends ScratchNode implements RegularFile {
    /** The maximum file size; nearly all of such a file must be holes. */
    static final long MAXIMUM_SIZE = 1L << 43;

    private static final int BLOCK = 4096;

    /** The charge for a block: its bytes and their overhead. */
    private static final long BLOCK_CHARGE = BLOCK + 128;

    private final Bytes original;
    private final TreeMap<Long, byte[]> blocks = new TreeMap<>();

    /** The length of the original content that has never been truncated. */
    private int originalSize;

    private long size;
    private int openings;
    private boolean unlinked;

    /**
     * A file with this content.
     *
     * @param charge the charge for the file itself
     * @param permissions the permission bits
     */
    ScratchFile(Scratch scratch, long inode, Bytes original, long charge, int permissions) {
        super(scratch, inode, charge, permissions);
        this.original = original;
        originalSize = original.size();
        size = originalSize;
    }

    /** A copy of {@code original} that is not open. */
    ScratchFile(Scratch scratch, ScratchFile original) {
        super(scratch, original);
        this.original = original.original;
        originalSize = original.originalSize;
        size = original.size;
        unlinked = original.unlinked;
        original.blocks.forEach((index, block) -> blocks.put(index, block.clone()));
    }

    @Override
    public long size() {
        return size;
    }

    /** Fills {@code target} with the bytes from {@code offset} on, which must exist. */
    public void read(long offset, byte[] target) {
        int done = 0;
        while (done < target.length) {
            long at = offset + done;
            int within = (int) (at % BLOCK);
            int length = Math.min(BLOCK - within, target.length - done);
            byte[] block = blocks.get(at / BLOCK);
            if (block == null) {
                readOriginal(at, target, done, length);
            } else {
                System.arraycopy(block, within, target, done, length);
            }
            done += length;
        }
    }

    /**
     * Writes as many bytes as there is space for, and at least one.
     *
     * @return the number of bytes written
     * @throws ErrnoException {@link Errno#NOSPC} if no space is left, {@link Errno#FBIG} if the file would exceed the maximum
     *     size
     */
    public int write(long offset, byte[] source) throws ErrnoException {
        if (offset > MAXIMUM_SIZE - source.length) {
            throw new ErrnoException(Errno.FBIG);
        }
        int done = 0;
        while (done < source.length) {
            long at = offset + done;
            int within = (int) (at % BLOCK);
            int length = Math.min(BLOCK - within, source.length - done);
            byte[] block;
            try {
                block = block(at / BLOCK);
            } catch (ErrnoException noRoom) {
                if (done == 0) {
                    throw noRoom;
                }
                break;
            }
            System.arraycopy(source, done, block, within, length);
            done += length;
        }
        size = Math.max(size, offset + done);
        changed();
        return done;
    }

    /** Truncates the file, or extends it with a hole. */
    public void resize(long newSize) throws ErrnoException {
        if (newSize > MAXIMUM_SIZE) {
            throw new ErrnoException(Errno.FBIG);
        }
        if (newSize < size) {
            cut(newSize);
        }
        size = newSize;
        changed();
    }

    /** Allocates space for these bytes, and extends the file if necessary. */
    public void allocate(long offset, long length) throws ErrnoException {
        if (offset > MAXIMUM_SIZE - length) {
            throw new ErrnoException(Errno.FBIG);
        }
        long first = offset / BLOCK;
        long last = (offset + length - 1) / BLOCK;
        int there = blocks.subMap(first, true, last, true).size();
        if (last - first + 1 - there > scratch().left() / BLOCK_CHARGE) {
            throw scratch().full();
        }
        for (long index = first; index <= last; index++) {
            Interruption.check();
            block(index);
        }
        size = Math.max(size, offset + length);
        changed();
    }

    /** Whether the content is the original. */
    boolean isAsGiven() {
        return blocks.isEmpty() && size == original.size() && originalSize == size;
    }

    /** Counts one more descriptor. */
    public void opened() {
        openings++;
    }

    /** Counts one descriptor less. */
    public void closed() {
        openings--;
        discardUnlessWanted();
    }

    /** The file has been unlinked. */
    void unlink() {
        unlinked = true;
        discardUnlessWanted();
    }

    private void discardUnlessWanted() {
        if (unlinked && openings == 0) {
            cut(0);
            size = 0;
            releaseCharge();
        }
    }

    private void cut(long newSize) {
        long firstGone = (newSize + BLOCK - 1) / BLOCK;
        var gone = blocks.tailMap(firstGone, true);
        scratch().release(gone.size() * BLOCK_CHARGE);
        gone.clear();
        byte[] last = blocks.get(newSize / BLOCK);
        if (last != null) {
            Arrays.fill(last, (int) (newSize % BLOCK), BLOCK, (byte) 0);
        }
        originalSize = (int) Math.min(originalSize, newSize);
    }

    private byte[] block(long index) throws ErrnoException {
        byte[] there = blocks.get(index);
        if (there != null) {
            return there;
        }
        scratch().charge(BLOCK_CHARGE);
        byte[] block = new byte[BLOCK];
        readOriginal(index * BLOCK, block, 0, BLOCK);
        blocks.put(index, block);
        return block;
    }

    /** The content beneath the blocks. */
    private void readOriginal(long from, byte[] target, int at, int length) {
        int there = Math.clamp(originalSize - from, 0, length);
        if (there > 0) {
            original.copyTo((int) from, target, at, there);
        }
        Arrays.fill(target, at + there, at + length, (byte) 0);
    }
}
