// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static dev.agentcore.sandbox.engine.ValueType.I32;
import static dev.agentcore.sandbox.engine.ValueType.I64;

import dev.agentcore.sandbox.fs.DescriptorDirectory;
import dev.agentcore.sandbox.fs.DescriptorName;
import dev.agentcore.sandbox.fs.Device;
import dev.agentcore.sandbox.fs.Directory;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.fs.FileNode;
import dev.agentcore.sandbox.fs.FixedDirectory;
import dev.agentcore.sandbox.fs.FixedFile;
import dev.agentcore.sandbox.fs.GuestPath;
import dev.agentcore.sandbox.fs.GuestPath.Place;
import dev.agentcore.sandbox.fs.RegularFile;
import dev.agentcore.sandbox.fs.Scratch;
import dev.agentcore.sandbox.fs.ScratchDirectory;
import dev.agentcore.sandbox.fs.ScratchFile;
import dev.agentcore.sandbox.fs.ScratchNode;
import dev.agentcore.sandbox.fs.SpecialFile;
import dev.agentcore.sandbox.wasi.Descriptor.OpenDirectory;
import dev.agentcore.sandbox.wasi.Descriptors.Access;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * WASI's functions on paths. In a run's scratch they change files and directories as POSIX specifies; elsewhere they fail as
 * on a read-only file system: with the error of the path if there is one, otherwise with {@link Errno#ROFS}. There are no
 * links, and none can be created. Not thread-safe: used by the thread that runs the guest.
 */
final class PathFunctions {
    private static final int CREATE = 1;
    private static final int DIRECTORY = 1 << 1;
    private static final int EXCLUSIVE = 1 << 2;
    private static final int TRUNCATE = 1 << 3;
    private static final int OPEN_FLAGS = (1 << 4) - 1;
    private static final int DESCRIPTOR_FLAGS = (1 << 5) - 1;

    private static final int APPEND = 1;

    private final Descriptors descriptors;
    private final CreationMode creation;
    private final InstantSource clock;

    PathFunctions(Descriptors descriptors, CreationMode creation, InstantSource clock) {
        this.descriptors = descriptors;
        this.creation = creation;
        this.clock = clock;
    }

    List<WasiFunction> functions() {
        return List.of(
                WasiFunction.of("path_create_directory", this::createDirectory, I32, I32, I32),
                WasiFunction.of("path_filestat_get", this::fileStatus, I32, I32, I32, I32, I32),
                WasiFunction.of("path_filestat_set_times", this::setTimes, I32, I32, I32, I32, I64, I64, I32),
                WasiFunction.of("path_link", this::link, I32, I32, I32, I32, I32, I32, I32),
                WasiFunction.of("path_open", this::open, I32, I32, I32, I32, I32, I64, I64, I32, I32),
                WasiFunction.of("path_readlink", this::readLink, I32, I32, I32, I32, I32, I32),
                WasiFunction.of("path_remove_directory", this::removeDirectory, I32, I32, I32),
                WasiFunction.of("path_rename", this::rename, I32, I32, I32, I32, I32, I32),
                WasiFunction.of("path_symlink", this::symbolicLink, I32, I32, I32, I32, I32),
                WasiFunction.of("path_unlink_file", this::unlinkFile, I32, I32, I32));
    }

    private void open(WasiMemory memory, Arguments arguments) throws ErrnoException {
        OpenDirectory base = descriptors.directory(arguments.i32(0));
        GuestPath path = path(memory, arguments, 2);
        int flags = arguments.i32(4);
        var access = new Access(
                (arguments.i64(5) & Rights.FD_READ) != 0,
                (arguments.i64(5) & Rights.FD_WRITE) != 0,
                (arguments.i32(7) & APPEND) != 0);
        long result = arguments.u32(8);
        memory.check(result, Integer.BYTES);
        if ((flags & ~OPEN_FLAGS) != 0 || (arguments.i32(7) & ~DESCRIPTOR_FLAGS) != 0) {
            throw new ErrnoException(Errno.INVAL);
        }
        Place place = path.locate(base.directory());
        descriptors.checkRoom();
        FileNode node = place.node() == null ? created(place, flags) : openable(place.node(), flags, access);
        if (node instanceof ScratchFile file && (flags & TRUNCATE) != 0) {
            file.resize(0);
        }
        memory.writeInt(result, descriptors.open(base.device(), node, access));
    }

    /** Creates a file if that is allowed. */
    private FileNode created(Place place, int flags) throws ErrnoException {
        if ((flags & CREATE) == 0) {
            throw new ErrnoException(Errno.NOENT);
        }
        ScratchDirectory parent = changeable(place.parent());
        if (place.asDirectory()) {
            throw new ErrnoException(Errno.ISDIR);
        }
        if ((flags & DIRECTORY) != 0) {
            throw new ErrnoException(Errno.INVAL);
        }
        return parent.createFile(place.name(), creation.take(Scratch.FILE_PERMISSIONS));
    }

    /** The node itself, if it may be opened with these flags. */
    private static FileNode openable(FileNode node, int flags, Access access) throws ErrnoException {
        if ((flags & CREATE) != 0 && (flags & EXCLUSIVE) != 0) {
            throw new ErrnoException(Errno.EXIST);
        }
        boolean directoryWanted = (flags & DIRECTORY) != 0;
        boolean changing = access.writing() || (flags & TRUNCATE) != 0;
        return switch (node) {
            case Directory directory -> {
                // Some C libraries request all rights when they open a directory.
                if (changing && !directoryWanted) {
                    throw new ErrnoException(Errno.ISDIR);
                }
                if (directory instanceof ScratchDirectory scratch) {
                    scratch.require(ScratchNode.READ);
                }
                yield directory;
            }
            case RegularFile file -> {
                if (directoryWanted) {
                    throw new ErrnoException(Errno.NOTDIR);
                }
                if (changing && file instanceof FixedFile) {
                    throw new ErrnoException(Errno.ROFS);
                }
                if (file instanceof ScratchFile scratch) {
                    scratch.require((access.reading() ? ScratchNode.READ : 0) | (changing ? ScratchNode.WRITE : 0));
                }
                yield file;
            }
            case Device device -> {
                if (directoryWanted) {
                    throw new ErrnoException(Errno.NOTDIR);
                }
                yield device;
            }
            // What it stands for decides.
            case DescriptorName name -> name;
        };
    }

    private void fileStatus(WasiMemory memory, Arguments arguments) throws ErrnoException {
        OpenDirectory base = descriptors.directory(arguments.i32(0));
        FileNode node = path(memory, arguments, 2).resolveExisting(base.directory());
        FileStat stat = node instanceof DescriptorName name
                ? descriptors.status(descriptors.named(name))
                : FileStat.of(base.device(), node);
        stat.write(memory, arguments.u32(4));
    }

    private void readLink(WasiMemory memory, Arguments arguments) throws ErrnoException {
        existing(memory, arguments, 0, 1);
        // POSIX's error for a node that is not a link, which applies to all nodes here.
        throw new ErrnoException(Errno.INVAL);
    }

    private void createDirectory(WasiMemory memory, Arguments arguments) throws ErrnoException {
        Place place = locate(memory, arguments, 0, 1);
        if (place.node() != null) {
            throw new ErrnoException(Errno.EXIST);
        }
        changeable(place.parent()).createDirectory(place.name(), creation.take(Scratch.DIRECTORY_PERMISSIONS));
    }

    private void setTimes(WasiMemory memory, Arguments arguments) throws ErrnoException {
        FileNode node = existing(memory, arguments, 0, 2);
        FileTimes.set(node, arguments.i64(4), arguments.i64(5), arguments.i32(6), clock.instant());
    }

    private void link(WasiMemory memory, Arguments arguments) throws ErrnoException {
        existing(memory, arguments, 0, 2);
        refuseToLink(memory, arguments, 4, 5);
    }

    private void symbolicLink(WasiMemory memory, Arguments arguments) throws ErrnoException {
        path(memory, arguments, 0);
        refuseToLink(memory, arguments, 2, 3);
    }

    private void rename(WasiMemory memory, Arguments arguments) throws ErrnoException {
        Place from = locate(memory, arguments, 0, 1);
        FileNode node = from.node();
        if (node == null) {
            throw new ErrnoException(Errno.NOENT);
        }
        Place to = locate(memory, arguments, 3, 4);
        if (to.asDirectory() && !(node instanceof Directory)) {
            throw new ErrnoException(Errno.NOTDIR);
        }
        changeable(from.parent()).move(from.name(), node, changeable(to.parent()), to.name());
    }

    private void removeDirectory(WasiMemory memory, Arguments arguments) throws ErrnoException {
        Place place = locate(memory, arguments, 0, 1);
        switch (place.node()) {
            case null -> throw new ErrnoException(Errno.NOENT);
            case RegularFile file -> throw new ErrnoException(Errno.NOTDIR);
            // Mounts are in a read-only directory.
            case FixedDirectory directory -> throw new ErrnoException(Errno.ROFS);
            case DescriptorDirectory directory -> throw new ErrnoException(Errno.ROFS);
            case SpecialFile special -> throw new ErrnoException(Errno.NOTDIR);
            case ScratchDirectory directory -> changeable(place.parent()).removeDirectory(place.name(), directory);
        }
    }

    private void unlinkFile(WasiMemory memory, Arguments arguments) throws ErrnoException {
        Place place = locate(memory, arguments, 0, 1);
        switch (place.node()) {
            case null -> throw new ErrnoException(Errno.NOENT);
            case Directory directory -> throw new ErrnoException(Errno.ISDIR);
            case FixedFile file -> throw new ErrnoException(Errno.ROFS);
            case SpecialFile special -> throw new ErrnoException(Errno.ROFS);
            case ScratchFile file -> changeable(place.parent()).removeFile(place.name(), file);
        }
    }

    private void refuseToLink(WasiMemory memory, Arguments arguments, int fdIndex, int pathIndex)
            throws ErrnoException {
        Place place = locate(memory, arguments, fdIndex, pathIndex);
        if (place.node() != null) {
            throw new ErrnoException(Errno.EXIST);
        }
        changeable(place.parent());
        // POSIX's error for a file system without links.
        throw new ErrnoException(Errno.PERM);
    }

    /** A directory whose entries may change; null is the parent of a path without a last name. */
    private static ScratchDirectory changeable(@Nullable Directory directory) throws ErrnoException {
        return switch (directory) {
            case null -> throw new ErrnoException(Errno.INVAL);
            case FixedDirectory fixed -> throw new ErrnoException(Errno.ROFS);
            case DescriptorDirectory numbers -> throw new ErrnoException(Errno.ROFS);
            case ScratchDirectory scratch -> {
                scratch.require(ScratchNode.WRITE | ScratchNode.SEARCH);
                yield scratch;
            }
        };
    }

    private FileNode existing(WasiMemory memory, Arguments arguments, int fdIndex, int pathIndex)
            throws ErrnoException {
        Directory base = descriptors.directory(arguments.i32(fdIndex)).directory();
        return path(memory, arguments, pathIndex).resolveExisting(base);
    }

    private Place locate(WasiMemory memory, Arguments arguments, int fdIndex, int pathIndex) throws ErrnoException {
        Directory base = descriptors.directory(arguments.i32(fdIndex)).directory();
        return path(memory, arguments, pathIndex).locate(base);
    }

    /** The path whose address is the argument {@code index}, and whose length is the next. */
    private static GuestPath path(WasiMemory memory, Arguments arguments, int index) throws ErrnoException {
        return new GuestPath(memory.readPath(arguments.u32(index), arguments.u32(index + 1)));
    }
}
