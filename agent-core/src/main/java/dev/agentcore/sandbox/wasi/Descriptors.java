// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.StackHeadroom;
import dev.agentcore.sandbox.fs.Directory;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.fs.FileCopy;
import dev.agentcore.sandbox.fs.FileNode;
import dev.agentcore.sandbox.fs.FixedFile;
import dev.agentcore.sandbox.fs.ScratchFile;
import dev.agentcore.sandbox.wasi.Descriptor.OpenDirectory;
import dev.agentcore.sandbox.wasi.Descriptor.OpenFile;
import dev.agentcore.sandbox.wasi.Descriptor.OpenFixedFile;
import dev.agentcore.sandbox.wasi.Descriptor.PipeEnd;
import dev.agentcore.sandbox.wasi.Descriptor.StandardInput;
import dev.agentcore.sandbox.wasi.Descriptor.StandardOutput;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A guest's descriptors, by number: the standard streams, its preopened directories from 3 on, then what it opens, each under
 * the lowest free number. At most 256, and 16 pipes. Not thread-safe: used by the thread that runs the guest.
 */
final class Descriptors {
    private static final int MAXIMUM = 256;
    /** Each takes memory of the host's. */
    private static final int MAXIMUM_PIPES = 16;

    private static final int FIRST_PREOPEN = 3;

    private final @Nullable Descriptor[] open = new @Nullable Descriptor[MAXIMUM];
    private final StandardInput stdin;

    Descriptors(Bytes stdin, List<Preopen> preopens) {
        if (preopens.size() > MAXIMUM - FIRST_PREOPEN) {
            throw new IllegalArgumentException("too many preopened directories: " + preopens.size());
        }
        this.stdin = new StandardInput(stdin);
        open[0] = this.stdin;
        open[1] = new StandardOutput(OutputStreamName.STDOUT);
        open[2] = new StandardOutput(OutputStreamName.STDERR);
        int fd = FIRST_PREOPEN;
        for (Preopen preopen : preopens) {
            open[fd] = new OpenDirectory(fd, preopen.directory(), preopen.path());
            fd++;
        }
    }

    /** A copy with the same descriptors under the same numbers, at the same offsets. Its standard input is empty. */
    Descriptors(Descriptors original, FileCopy files) {
        stdin = new StandardInput(Bytes.empty());
        var pipes = new IdentityHashMap<Pipe, Pipe>();
        for (int fd = 0; fd < MAXIMUM; fd++) {
            open[fd] = switch (original.open[fd]) {
                case null -> null;
                case StandardInput input -> stdin;
                case StandardOutput output -> output;
                case OpenDirectory directory ->
                    new OpenDirectory(directory.device(), files.of(directory.directory()), directory.preopenedAs());
                case OpenFixedFile file -> new OpenFixedFile(file);
                case OpenScratchFile file -> new OpenScratchFile(file, files.of(file.file()));
                case PipeEnd end -> new PipeEnd(end, pipes.computeIfAbsent(end.pipe(), pipe -> new Pipe(pipe)));
            };
        }
    }

    /** Restarts standard input with these bytes, if the guest has not closed it. */
    void replaceStdin(Bytes bytes) {
        stdin.replace(bytes);
    }

    /** The access mode of an open file. */
    record Access(boolean reading, boolean writing, boolean appending) {}

    /** The descriptor of the number {@code fd}, which may be any number. */
    Descriptor get(int fd) throws ErrnoException {
        Descriptor descriptor = fd >= 0 && fd < MAXIMUM ? open[fd] : null;
        if (descriptor == null) {
            throw new ErrnoException(Errno.BADF);
        }
        return descriptor;
    }

    /** The directory that is open as {@code fd}. */
    OpenDirectory directory(int fd) throws ErrnoException {
        if (get(fd) instanceof OpenDirectory directory) {
            return directory;
        }
        throw new ErrnoException(Errno.NOTDIR);
    }

    /** The file that is open as {@code fd}; fails for standard streams, which have no offsets. */
    OpenFile file(int fd) throws ErrnoException {
        return switch (get(fd)) {
            case OpenFile file -> file;
            case OpenDirectory directory -> throw new ErrnoException(Errno.ISDIR);
            case StandardInput input -> throw new ErrnoException(Errno.SPIPE);
            case StandardOutput output -> throw new ErrnoException(Errno.SPIPE);
            case PipeEnd end -> throw new ErrnoException(Errno.SPIPE);
        };
    }

    /** Opens a node of the file system {@code device}; {@code access} counts for what can be written to. */
    int open(int device, FileNode node, Access access) throws ErrnoException {
        int fd = lowestFree();
        open[fd] = switch (node) {
            case Directory directory -> new OpenDirectory(device, directory, null);
            case FixedFile file -> new OpenFixedFile(device, file, content(file));
            case ScratchFile file ->
                new OpenScratchFile(device, file, access.reading(), access.writing(), access.appending());
        };
        return fd;
    }

    /** Opens a pipe, and returns the descriptors of the end that is read and of the one that is written to. */
    int[] openPipe() throws ErrnoException {
        long pipes = Arrays.stream(open)
                .filter(PipeEnd.class::isInstance)
                .map(end -> ((PipeEnd) end).pipe())
                .distinct()
                .count();
        if (pipes >= MAXIMUM_PIPES) {
            throw new ErrnoException(Errno.MFILE);
        }
        int reading = lowestFree();
        var pipe = new Pipe();
        open[reading] = new PipeEnd(pipe, false);
        try {
            int writing = lowestFree();
            open[writing] = new PipeEnd(pipe, true);
            return new int[] {reading, writing};
        } catch (ErrnoException none) {
            open[reading] = null;
            throw none;
        }
    }

    /** Fails if no descriptor is free, before anything is created. */
    void checkRoom() throws ErrnoException {
        var unused = lowestFree();
    }

    /** Closes what is open as {@code fd}; a preopened directory cannot be closed, since wasi-libc keeps using it. */
    void close(int fd) throws ErrnoException {
        if (isPreopen(get(fd))) {
            throw new ErrnoException(Errno.NOTSUP);
        }
        release(fd);
    }

    private void release(int fd) {
        if (open[fd] instanceof OpenScratchFile file) {
            file.close();
        } else if (open[fd] instanceof PipeEnd end) {
            end.close();
        }
        open[fd] = null;
    }

    /** Closes {@code to} and has what is open as {@code from} open there instead. Not for standard streams or preopens. */
    void renumber(int from, int to) throws ErrnoException {
        Descriptor moved = get(from);
        if (isFixed(from, moved) || isFixed(to, get(to))) {
            throw new ErrnoException(Errno.NOTSUP);
        }
        if (from != to) {
            release(to);
            open[from] = null;
            open[to] = moved;
        }
    }

    private static boolean isFixed(int fd, Descriptor descriptor) {
        return fd < FIRST_PREOPEN || isPreopen(descriptor);
    }

    private static boolean isPreopen(Descriptor descriptor) {
        return descriptor instanceof OpenDirectory directory && directory.preopenedAs() != null;
    }

    private int lowestFree() throws ErrnoException {
        for (int fd = 0; fd < MAXIMUM; fd++) {
            if (open[fd] == null) {
                return fd;
            }
        }
        throw new ErrnoException(Errno.MFILE);
    }

    /** A file's bytes, unpacked once however often it is open: otherwise a guest could take 250 times the largest file. */
    private byte[] content(FixedFile file) {
        for (Descriptor descriptor : open) {
            if (descriptor instanceof OpenFixedFile other && other.file().equals(file)) {
                return other.content();
            }
        }
        // To unpack it may take what all runs share.
        StackHeadroom.CALL.require();
        return file.content().bytes();
    }
}
