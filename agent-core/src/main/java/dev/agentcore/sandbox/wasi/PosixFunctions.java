// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static dev.agentcore.sandbox.engine.ValueType.I32;

import dev.agentcore.sandbox.fs.Directory;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.fs.FileNode;
import dev.agentcore.sandbox.fs.GuestPath;
import dev.agentcore.sandbox.fs.Scratch;
import dev.agentcore.sandbox.fs.ScratchNode;
import dev.agentcore.sandbox.wasi.Descriptor.OpenDirectory;
import dev.agentcore.sandbox.wasi.Descriptor.OpenFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What POSIX has and WASI has not: pipes, descriptors that share an open file, permissions, the space of a file system. The guest's
 * C library calls them. They follow WASI's rules: whatever the arguments, the result is an error number. Not thread-safe:
 * used by the thread that runs the guest.
 */
final class PosixFunctions {
    private static final int SPACE_BYTES = 32;

    private final Descriptors descriptors;
    private final CreationMode creation;
    private final Waiting waiting;

    PosixFunctions(Descriptors descriptors, CreationMode creation, Waiting waiting) {
        this.descriptors = descriptors;
        this.creation = creation;
        this.waiting = waiting;
    }

    List<WasiFunction> functions() {
        return List.of(
                WasiFunction.of("pipe", this::pipe, I32),
                WasiFunction.of("fd_duplicate", this::duplicate, I32, I32, I32),
                WasiFunction.of("fd_set_mode", this::setMode, I32, I32),
                WasiFunction.of("path_set_mode", this::setPathMode, I32, I32, I32, I32),
                WasiFunction.of("set_creation_mode", this::setCreationMode, I32),
                WasiFunction.of("fd_space", this::space, I32, I32),
                WasiFunction.of("path_space", this::pathSpace, I32, I32, I32, I32));
    }

    private void pipe(WasiMemory memory, Arguments arguments) throws ErrnoException {
        long address = arguments.u32(0);
        memory.check(address, 2 * Integer.BYTES);
        int[] ends = descriptors.openPipe();
        memory.writeInt(address, ends[0]);
        memory.writeInt(address + Integer.BYTES, ends[1]);
    }

    private void duplicate(WasiMemory memory, Arguments arguments) throws ErrnoException {
        long result = arguments.u32(2);
        memory.check(result, Integer.BYTES);
        memory.writeInt(result, descriptors.duplicate(arguments.i32(0), arguments.i32(1)));
        // What was open there may have been the last number of a pipe's end.
        waiting.descriptorsChanged();
    }

    private void setMode(WasiMemory memory, Arguments arguments) throws ErrnoException {
        Descriptor descriptor = descriptors.get(arguments.i32(0));
        setMode(node(descriptor), arguments.i32(1));
    }

    private void setPathMode(WasiMemory memory, Arguments arguments) throws ErrnoException {
        Directory base = descriptors.directory(arguments.i32(0)).directory();
        setMode(path(memory, arguments).resolveExisting(base), arguments.i32(3));
    }

    private static void setMode(@Nullable FileNode node, int mode) throws ErrnoException {
        if (!(node instanceof ScratchNode scratch)) {
            throw new ErrnoException(node == null ? Errno.PERM : Errno.ROFS);
        }
        scratch.setPermissions(mode);
    }

    private void setCreationMode(WasiMemory memory, Arguments arguments) {
        creation.set(arguments.i32(0));
    }

    private void space(WasiMemory memory, Arguments arguments) throws ErrnoException {
        Descriptor descriptor = descriptors.get(arguments.i32(0));
        writeSpace(memory, arguments.u32(1), node(descriptor));
    }

    private void pathSpace(WasiMemory memory, Arguments arguments) throws ErrnoException {
        Directory base = descriptors.directory(arguments.i32(0)).directory();
        writeSpace(memory, arguments.u32(3), path(memory, arguments).resolveExisting(base));
    }

    /** The scratch's space, whatever the node: it is all that can be written to. Zeros if there is none. */
    private void writeSpace(WasiMemory memory, long address, @Nullable FileNode node) throws ErrnoException {
        memory.check(address, SPACE_BYTES);
        Scratch scratch = node instanceof ScratchNode own ? own.scratch() : descriptors.scratch();
        memory.writeLong(address, scratch == null ? 0 : scratch.quota());
        memory.writeLong(address + 8, scratch == null ? 0 : scratch.left());
        memory.writeLong(address + 16, scratch == null ? 0 : Scratch.MAXIMUM_NODES);
        memory.writeLong(address + 24, scratch == null ? 0 : scratch.nodesLeft());
    }

    private static @Nullable FileNode node(Descriptor descriptor) {
        return switch (descriptor) {
            case OpenFile file -> file.file();
            case OpenDirectory directory -> directory.directory();
            default -> null;
        };
    }

    /** The path whose address and length are the second and the third argument. */
    private static GuestPath path(WasiMemory memory, Arguments arguments) throws ErrnoException {
        return new GuestPath(memory.readPath(arguments.u32(1), arguments.u32(2)));
    }
}
