package dev.agentcore.sandbox;

import static com.dylibso.chicory.wasm.types.ValType.I32;
import static com.dylibso.chicory.wasm.types.ValType.I64;

import dev.agentcore.sandbox.Descriptor.OpenDirectory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * WASI's functions on paths. Those that would change something say, as on any read-only file system, what is wrong with
 * the paths, and else {@link Errno#ROFS}. Confined to the guest's thread.
 */
final class PathFunctions {
    private static final int CREATE = 1;
    private static final int DIRECTORY = 1 << 1;
    private static final int EXCLUSIVE = 1 << 2;
    private static final int TRUNCATE = 1 << 3;
    private static final int OPEN_FLAGS = (1 << 4) - 1;
    private static final int DESCRIPTOR_FLAGS = (1 << 5) - 1;

    private final Descriptors descriptors;

    PathFunctions(Descriptors descriptors) {
        this.descriptors = descriptors;
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

    private void open(GuestMemory memory, Arguments arguments) throws ErrnoException {
        OpenDirectory base = descriptors.directory(arguments.i32(0));
        GuestPath path = path(memory, arguments, 2);
        int flags = arguments.i32(4);
        boolean writing = (arguments.i64(5) & Rights.FD_WRITE) != 0;
        long result = arguments.u32(8);
        memory.check(result, Integer.BYTES);
        if ((flags & ~OPEN_FLAGS) != 0 || (arguments.i32(7) & ~DESCRIPTOR_FLAGS) != 0) {
            throw new ErrnoException(Errno.INVAL);
        }
        FileNode node = openable(path.resolve(base.directory()), flags, writing);
        memory.writeInt(result, descriptors.open(base.device(), node));
    }

    /** The node itself, if it may be opened so. */
    private static FileNode openable(@Nullable FileNode node, int flags, boolean writing) throws ErrnoException {
        boolean creating = (flags & CREATE) != 0;
        if (node == null) {
            throw new ErrnoException(creating ? Errno.ROFS : Errno.NOENT);
        }
        if (creating && (flags & EXCLUSIVE) != 0) {
            throw new ErrnoException(Errno.EXIST);
        }
        boolean directoryWanted = (flags & DIRECTORY) != 0;
        boolean changing = writing || (flags & TRUNCATE) != 0;
        return switch (node) {
            case Directory directory -> {
                // Some C libraries ask for all rights when they open a directory as such.
                if (changing && !directoryWanted) {
                    throw new ErrnoException(Errno.ISDIR);
                }
                yield directory;
            }
            case RegularFile file -> {
                if (directoryWanted) {
                    throw new ErrnoException(Errno.NOTDIR);
                }
                if (changing) {
                    throw new ErrnoException(Errno.ROFS);
                }
                yield file;
            }
        };
    }

    private void fileStatus(GuestMemory memory, Arguments arguments) throws ErrnoException {
        OpenDirectory base = descriptors.directory(arguments.i32(0));
        FileNode node = path(memory, arguments, 2).resolveExisting(base.directory());
        FileStat.of(base.device(), node).write(memory, arguments.u32(4));
    }

    private void readLink(GuestMemory memory, Arguments arguments) throws ErrnoException {
        existing(memory, arguments, 0, 1);
        // What POSIX says of something that is not a link, which nothing here is.
        throw new ErrnoException(Errno.INVAL);
    }

    private void createDirectory(GuestMemory memory, Arguments arguments) throws ErrnoException {
        refuseToCreate(memory, arguments, 0, 1);
    }

    private void setTimes(GuestMemory memory, Arguments arguments) throws ErrnoException {
        existing(memory, arguments, 0, 2);
        throw new ErrnoException(Errno.ROFS);
    }

    private void link(GuestMemory memory, Arguments arguments) throws ErrnoException {
        existing(memory, arguments, 0, 2);
        refuseToCreate(memory, arguments, 4, 5);
    }

    private void symbolicLink(GuestMemory memory, Arguments arguments) throws ErrnoException {
        path(memory, arguments, 0);
        refuseToCreate(memory, arguments, 2, 3);
    }

    private void rename(GuestMemory memory, Arguments arguments) throws ErrnoException {
        existing(memory, arguments, 0, 1);
        resolve(memory, arguments, 3, 4);
        throw new ErrnoException(Errno.ROFS);
    }

    private void removeDirectory(GuestMemory memory, Arguments arguments) throws ErrnoException {
        FileNode node = existing(memory, arguments, 0, 1);
        throw new ErrnoException(node instanceof Directory ? Errno.ROFS : Errno.NOTDIR);
    }

    private void unlinkFile(GuestMemory memory, Arguments arguments) throws ErrnoException {
        FileNode node = existing(memory, arguments, 0, 1);
        throw new ErrnoException(node instanceof Directory ? Errno.ISDIR : Errno.ROFS);
    }

    private void refuseToCreate(GuestMemory memory, Arguments arguments, int fdIndex, int pathIndex)
            throws ErrnoException {
        boolean exists = resolve(memory, arguments, fdIndex, pathIndex) != null;
        throw new ErrnoException(exists ? Errno.EXIST : Errno.ROFS);
    }

    private FileNode existing(GuestMemory memory, Arguments arguments, int fdIndex, int pathIndex)
            throws ErrnoException {
        Directory base = descriptors.directory(arguments.i32(fdIndex)).directory();
        return path(memory, arguments, pathIndex).resolveExisting(base);
    }

    private @Nullable FileNode resolve(GuestMemory memory, Arguments arguments, int fdIndex, int pathIndex)
            throws ErrnoException {
        Directory base = descriptors.directory(arguments.i32(fdIndex)).directory();
        return path(memory, arguments, pathIndex).resolve(base);
    }

    /** The path whose address is the argument {@code index}, and whose length is the next. */
    private static GuestPath path(GuestMemory memory, Arguments arguments, int index) throws ErrnoException {
        return new GuestPath(memory.readPath(arguments.u32(index), arguments.u32(index + 1)));
    }
}
