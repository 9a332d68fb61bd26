// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.execution.StackHeadroom;
import dev.agentcore.sandbox.engine.Interruption;
import dev.agentcore.sandbox.fs.Device;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.wasi.Descriptor.Positioned;
import java.security.SecureRandom;
import java.util.List;

/**
 * An open device. Its offset is always 0. Immutable itself; used by the thread that runs the guest.
 *
 * @param fileSystem the file system that it is part of
 * @param random the source of random bytes
 */
record OpenDevice(int fileSystem, Device device, SecureRandom random) implements Positioned {
    private static final int PIECE = 64 * 1024;

    @Override
    public FileType type() {
        return FileType.CHARACTER_DEVICE;
    }

    /** With the right to seek: wasi-libc takes a character device without it for a terminal. */
    @Override
    public long rights() {
        return Rights.FILE | Rights.WRITING;
    }

    @Override
    public long offset() {
        return 0;
    }

    @Override
    public void seek(long newOffset) {
        // As Linux does for these devices.
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public int readAt(long from, WasiMemory memory, List<IoVector> vectors) throws ErrnoException {
        if (device.kind() == Device.Kind.NULL) {
            return 0;
        }
        StackHeadroom.CALL.require();
        long total = 0;
        for (IoVector vector : vectors) {
            long filled = 0;
            while (filled < vector.length()) {
                Interruption.check();
                var piece = new byte[(int) Math.min(PIECE, vector.length() - filled)];
                if (device.kind() == Device.Kind.RANDOM) {
                    random.nextBytes(piece);
                }
                memory.writeBytes(vector.address() + filled, piece, 0, piece.length);
                filled += piece.length;
            }
            total += filled;
        }
        return (int) total;
    }

    /** Accepts all bytes, and returns their number. */
    int write(List<IoVector> vectors) throws ErrnoException {
        if (device.kind() == Device.Kind.FULL) {
            throw new ErrnoException(Errno.NOSPC);
        }
        return (int) vectors.stream().mapToLong(IoVector::length).sum();
    }
}
