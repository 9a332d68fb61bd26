// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static dev.agentcore.sandbox.engine.ValueType.I32;
import static dev.agentcore.sandbox.engine.ValueType.I64;

import dev.agentcore.sandbox.engine.GuestInterruptedException;
import dev.agentcore.sandbox.engine.Interruption;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.wasi.Descriptor.OpenDirectory;
import dev.agentcore.sandbox.wasi.Descriptor.OpenFixedFile;
import dev.agentcore.sandbox.wasi.Descriptor.PipeEnd;
import dev.agentcore.sandbox.wasi.Descriptor.Positioned;
import dev.agentcore.sandbox.wasi.Descriptor.StandardInput;
import dev.agentcore.sandbox.wasi.Descriptor.StandardOutput;
import java.util.List;

/** WASI's functions for reading, writing and seeking. Not thread-safe: used by the thread that runs the guest. */
final class StreamFunctions {
    private static final int PIECE = 64 * 1024;
    private static final int SEEK_SET = 0;
    private static final int SEEK_CUR = 1;
    private static final int SEEK_END = 2;

    private final Descriptors descriptors;
    private final Waiting waiting;
    private StdioConsumer stdio;

    StreamFunctions(Descriptors descriptors, StdioConsumer stdio, Waiting waiting) {
        this.descriptors = descriptors;
        this.waiting = waiting;
        this.stdio = stdio;
    }

    /** Redirects output to another consumer. */
    void connect(StdioConsumer other) {
        stdio = other;
    }

    List<WasiFunction> functions() {
        return List.of(
                WasiFunction.of("fd_read", this::read, I32, I32, I32, I32),
                WasiFunction.of("fd_pread", this::readAt, I32, I32, I32, I64, I32),
                WasiFunction.of("fd_write", this::write, I32, I32, I32, I32),
                WasiFunction.of("fd_pwrite", this::writeAt, I32, I32, I32, I64, I32),
                WasiFunction.of("fd_seek", this::seek, I32, I64, I32, I32),
                WasiFunction.of("fd_tell", this::tell, I32, I32));
    }

    private void read(WasiMemory memory, Arguments arguments) throws ErrnoException {
        Descriptor descriptor = descriptors.get(arguments.i32(0));
        long result = arguments.u32(3);
        memory.check(result, Integer.BYTES);
        List<IoVector> vectors = IoVector.read(memory, arguments.u32(1), arguments.u32(2));
        int count = switch (descriptor) {
            case Positioned positioned -> {
                int read = positioned.readAt(positioned.offset(), memory, vectors);
                positioned.seek(positioned.offset() + read);
                yield read;
            }
            case OpenDirectory directory -> throw new ErrnoException(Errno.ISDIR);
            case PipeEnd end -> readPipe(end, memory, vectors);
            case StandardOutput output -> throw new ErrnoException(Errno.BADF);
        };
        memory.writeInt(result, count);
    }

    private void readAt(WasiMemory memory, Arguments arguments) throws ErrnoException {
        Positioned positioned = descriptors.positioned(arguments.i32(0));
        transferAt(memory, arguments, positioned::readAt);
    }

    private void write(WasiMemory memory, Arguments arguments) throws ErrnoException {
        Descriptor descriptor = descriptors.get(arguments.i32(0));
        long result = arguments.u32(3);
        memory.check(result, Integer.BYTES);
        List<IoVector> vectors = IoVector.read(memory, arguments.u32(1), arguments.u32(2));
        switch (descriptor) {
            case StandardOutput output -> memory.writeInt(result, (int) write(memory, vectors, output));
            case OpenScratchFile file -> memory.writeInt(result, file.write(memory, vectors));
            case OpenDevice device -> memory.writeInt(result, device.write(vectors));
            case OpenFixedFile file -> throw new ErrnoException(Errno.ROFS);
            case OpenDirectory directory -> throw new ErrnoException(Errno.ISDIR);
            case PipeEnd end -> memory.writeInt(result, writePipe(end, memory, vectors));
            case StandardInput input -> throw new ErrnoException(Errno.BADF);
        }
    }

    private int readPipe(PipeEnd end, WasiMemory memory, List<IoVector> vectors) throws ErrnoException {
        if (end.writes()) {
            throw new ErrnoException(Errno.BADF);
        }
        int count = end.pipe().read(memory, vectors);
        waiting.descriptorsChanged();
        return count;
    }

    private int writePipe(PipeEnd end, WasiMemory memory, List<IoVector> vectors) throws ErrnoException {
        if (!end.writes()) {
            throw new ErrnoException(Errno.BADF);
        }
        int count = end.pipe().write(memory, vectors);
        waiting.descriptorsChanged();
        return count;
    }

    /** Returns how much was taken: less than all of it if the guest was stopped meanwhile. */
    private long write(WasiMemory memory, List<IoVector> vectors, StandardOutput output) throws ErrnoException {
        long total = 0;
        try {
            for (IoVector vector : vectors) {
                for (long written = 0; written < vector.length(); ) {
                    Interruption.check();
                    int length = (int) Math.min(PIECE, vector.length() - written);
                    stdio.write(output.name(), memory.readBytes(vector.address() + written, length));
                    written += length;
                    total += length;
                }
            }
        } catch (GuestInterruptedException stopped) {
            if (total == 0) {
                throw stopped;
            }
        }
        return total;
    }

    private void writeAt(WasiMemory memory, Arguments arguments) throws ErrnoException {
        Transfer transfer = switch (descriptors.positioned(arguments.i32(0))) {
            case OpenScratchFile file -> file::writeAt;
            case OpenDevice device -> (offset, guest, vectors) -> device.write(vectors);
            case OpenFixedFile file -> throw new ErrnoException(Errno.ROFS);
            case StandardInput input -> throw new ErrnoException(Errno.BADF);
        };
        transferAt(memory, arguments, transfer);
    }

    /** The file of a read or write at an explicit offset. */
    @FunctionalInterface
    private interface Transfer {
        int at(long offset, WasiMemory memory, List<IoVector> vectors) throws ErrnoException;
    }

    private static void transferAt(WasiMemory memory, Arguments arguments, Transfer transfer) throws ErrnoException {
        long offset = arguments.i64(3);
        long result = arguments.u32(4);
        if (offset < 0) {
            throw new ErrnoException(Errno.INVAL);
        }
        memory.check(result, Integer.BYTES);
        List<IoVector> vectors = IoVector.read(memory, arguments.u32(1), arguments.u32(2));
        memory.writeInt(result, transfer.at(offset, memory, vectors));
    }

    private void seek(WasiMemory memory, Arguments arguments) throws ErrnoException {
        Positioned file = descriptors.positioned(arguments.i32(0));
        long result = arguments.u32(3);
        memory.check(result, Long.BYTES);
        long base = switch (arguments.i32(2)) {
            case SEEK_SET -> 0;
            case SEEK_CUR -> file.offset();
            case SEEK_END -> file.size();
            default -> throw new ErrnoException(Errno.INVAL);
        };
        long delta = arguments.i64(1);
        if (delta > Long.MAX_VALUE - base) {
            throw new ErrnoException(Errno.OVERFLOW);
        }
        if (base + delta < 0) {
            throw new ErrnoException(Errno.INVAL);
        }
        file.seek(base + delta);
        memory.writeLong(result, file.offset());
    }

    private void tell(WasiMemory memory, Arguments arguments) throws ErrnoException {
        memory.writeLong(
                arguments.u32(1), descriptors.positioned(arguments.i32(0)).offset());
    }
}
