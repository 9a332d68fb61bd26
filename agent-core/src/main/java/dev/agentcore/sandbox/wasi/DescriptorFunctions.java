// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static dev.agentcore.sandbox.engine.ValueType.I32;
import static dev.agentcore.sandbox.engine.ValueType.I64;

import dev.agentcore.sandbox.fs.Directory;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.fs.FileNode;
import dev.agentcore.sandbox.fs.FixedDirectory;
import dev.agentcore.sandbox.wasi.Descriptor.OpenDirectory;
import dev.agentcore.sandbox.wasi.Descriptor.OpenFile;
import dev.agentcore.sandbox.wasi.Descriptor.OpenFixedFile;
import dev.agentcore.sandbox.wasi.Descriptor.PipeEnd;
import dev.agentcore.sandbox.wasi.Descriptor.StandardInput;
import dev.agentcore.sandbox.wasi.Descriptor.StandardOutput;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/**
 * WASI's functions on descriptors: all that begin with {@code fd_}, except for reading, writing and seeking. Not thread-safe:
 * used by the thread that runs the guest.
 */
final class DescriptorFunctions {
    private static final int FDSTAT_BYTES = 24;
    private static final int PRESTAT_BYTES = 8;
    private static final int ADVICE_NOREUSE = 5;

    private static final int APPEND = 1;
    private static final int NONBLOCK = 4;

    private final Descriptors descriptors;
    private final InstantSource clock;
    private final Waiting waiting;

    DescriptorFunctions(Descriptors descriptors, InstantSource clock, Waiting waiting) {
        this.descriptors = descriptors;
        this.waiting = waiting;
        this.clock = clock;
    }

    List<WasiFunction> functions() {
        return List.of(
                WasiFunction.of("fd_advise", this::advise, I32, I64, I64, I32),
                WasiFunction.of("fd_allocate", this::allocate, I32, I64, I64),
                WasiFunction.of("fd_close", this::close, I32),
                WasiFunction.of("fd_datasync", this::sync, I32),
                WasiFunction.of("fd_fdstat_get", this::descriptorStatus, I32, I32),
                WasiFunction.of("fd_fdstat_set_flags", this::setFlags, I32, I32),
                WasiFunction.of("fd_fdstat_set_rights", this::setRights, I32, I64, I64),
                WasiFunction.of("fd_filestat_get", this::fileStatus, I32, I32),
                WasiFunction.of("fd_filestat_set_size", this::setSize, I32, I64),
                WasiFunction.of("fd_filestat_set_times", this::setTimes, I32, I64, I64, I32),
                WasiFunction.of("fd_prestat_get", this::preopenStatus, I32, I32),
                WasiFunction.of("fd_prestat_dir_name", this::preopenName, I32, I32, I32),
                WasiFunction.of("fd_readdir", this::readDirectory, I32, I32, I32, I64, I32),
                WasiFunction.of("fd_renumber", this::renumber, I32, I32),
                WasiFunction.of("fd_sync", this::sync, I32));
    }

    private void advise(WasiMemory memory, Arguments arguments) throws ErrnoException {
        descriptors.positioned(arguments.i32(0));
        if (arguments.u32(3) > ADVICE_NOREUSE) {
            throw new ErrnoException(Errno.INVAL);
        }
    }

    private void allocate(WasiMemory memory, Arguments arguments) throws ErrnoException {
        OpenScratchFile file = changeable(arguments);
        long offset = arguments.i64(1);
        long length = arguments.i64(2);
        if (offset < 0 || length <= 0) {
            throw new ErrnoException(Errno.INVAL);
        }
        file.file().allocate(offset, length);
    }

    private void setSize(WasiMemory memory, Arguments arguments) throws ErrnoException {
        OpenScratchFile file = changeable(arguments);
        long size = arguments.i64(1);
        if (size < 0) {
            throw new ErrnoException(Errno.INVAL);
        }
        file.file().resize(size);
    }

    /** A file whose size may be changed. */
    private OpenScratchFile changeable(Arguments arguments) throws ErrnoException {
        return switch (descriptors.get(arguments.i32(0))) {
            case OpenScratchFile file -> {
                file.checkWritable();
                yield file;
            }
            case OpenFixedFile file -> throw new ErrnoException(Errno.ROFS);
            case OpenDirectory directory ->
                throw new ErrnoException(directory.directory() instanceof FixedDirectory ? Errno.ROFS : Errno.ISDIR);
            case OpenDevice device -> throw new ErrnoException(Errno.INVAL);
            case StandardInput input -> throw new ErrnoException(Errno.INVAL);
            case StandardOutput output -> throw new ErrnoException(Errno.INVAL);
            case PipeEnd end -> throw new ErrnoException(Errno.INVAL);
        };
    }

    private void setTimes(WasiMemory memory, Arguments arguments) throws ErrnoException {
        FileNode node = switch (descriptors.get(arguments.i32(0))) {
            case OpenFile file -> file.file();
            case OpenDirectory directory -> directory.directory();
            case OpenDevice device -> device.device();
            case StandardInput input -> throw new ErrnoException(Errno.INVAL);
            case StandardOutput output -> throw new ErrnoException(Errno.INVAL);
            case PipeEnd end -> throw new ErrnoException(Errno.INVAL);
        };
        FileTimes.set(node, arguments.i64(1), arguments.i64(2), arguments.i32(3), clock.instant());
    }

    private void close(WasiMemory memory, Arguments arguments) throws ErrnoException {
        descriptors.close(arguments.i32(0));
        waiting.descriptorsChanged();
    }

    private void sync(WasiMemory memory, Arguments arguments) throws ErrnoException {
        descriptors.get(arguments.i32(0));
    }

    private void descriptorStatus(WasiMemory memory, Arguments arguments) throws ErrnoException {
        Descriptor descriptor = descriptors.get(arguments.i32(0));
        long address = arguments.u32(1);
        memory.check(address, FDSTAT_BYTES);
        int flags = switch (descriptor) {
            case OpenScratchFile file -> file.appending() ? APPEND : 0;
            case PipeEnd end -> end.waits() ? 0 : NONBLOCK;
            default -> 0;
        };
        memory.writeLong(address, descriptor.type().code() | flags << 16);
        memory.writeLong(address + 8, descriptor.rights());
        memory.writeLong(address + 16, descriptor.inheritedRights());
    }

    private void setFlags(WasiMemory memory, Arguments arguments) throws ErrnoException {
        Descriptor descriptor = descriptors.get(arguments.i32(0));
        int flags = arguments.i32(1);
        if (descriptor instanceof OpenScratchFile file && (flags & ~APPEND) == 0) {
            file.setAppending(flags != 0);
        } else if (descriptor instanceof PipeEnd end && (flags & ~NONBLOCK) == 0) {
            end.setWaits(flags == 0);
        } else if (flags != 0) {
            throw new ErrnoException(Errno.NOTSUP);
        }
    }

    private void setRights(WasiMemory memory, Arguments arguments) throws ErrnoException {
        descriptors.get(arguments.i32(0));
        throw new ErrnoException(Errno.NOTSUP);
    }

    private void fileStatus(WasiMemory memory, Arguments arguments) throws ErrnoException {
        descriptors.status(descriptors.get(arguments.i32(0))).write(memory, arguments.u32(1));
    }

    private void preopenStatus(WasiMemory memory, Arguments arguments) throws ErrnoException {
        byte[] name = preopenName(arguments.i32(0));
        long address = arguments.u32(1);
        memory.check(address, PRESTAT_BYTES);
        memory.writeInt(address, 0);
        memory.writeInt(address + Integer.BYTES, name.length);
    }

    private void preopenName(WasiMemory memory, Arguments arguments) throws ErrnoException {
        byte[] name = preopenName(arguments.i32(0));
        if (name.length > arguments.u32(2)) {
            throw new ErrnoException(Errno.NAMETOOLONG);
        }
        memory.writeBytes(arguments.u32(1), name, 0, name.length);
    }

    /** The path of a preopened directory; wasi-libc asks for 3, 4 and so on until there is none. */
    private byte[] preopenName(int fd) throws ErrnoException {
        String path = descriptors.get(fd) instanceof OpenDirectory directory ? directory.preopenedAs() : null;
        if (path == null) {
            throw new ErrnoException(Errno.BADF);
        }
        return path.getBytes(StandardCharsets.UTF_8);
    }

    private void readDirectory(WasiMemory memory, Arguments arguments) throws ErrnoException {
        Directory directory = descriptors.directory(arguments.i32(0)).directory();
        long buffer = arguments.u32(1);
        long length = arguments.u32(2);
        long result = arguments.u32(4);
        memory.check(buffer, length);
        memory.check(result, Integer.BYTES);
        memory.writeInt(result, (int)
                new DirectoryListing(directory, descriptors).write(arguments.i64(3), memory, buffer, length));
    }

    private void renumber(WasiMemory memory, Arguments arguments) throws ErrnoException {
        descriptors.renumber(arguments.i32(0), arguments.i32(1));
        waiting.descriptorsChanged();
    }
}
