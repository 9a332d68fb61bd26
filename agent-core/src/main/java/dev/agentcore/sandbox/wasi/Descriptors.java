// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.StackHeadroom;
import dev.agentcore.sandbox.fs.DescriptorDirectory;
import dev.agentcore.sandbox.fs.DescriptorName;
import dev.agentcore.sandbox.fs.Device;
import dev.agentcore.sandbox.fs.Directory;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.fs.FileCopy;
import dev.agentcore.sandbox.fs.FileNode;
import dev.agentcore.sandbox.fs.FixedDirectory;
import dev.agentcore.sandbox.fs.FixedFile;
import dev.agentcore.sandbox.fs.Scratch;
import dev.agentcore.sandbox.fs.ScratchDirectory;
import dev.agentcore.sandbox.fs.ScratchFile;
import dev.agentcore.sandbox.wasi.Descriptor.OpenDirectory;
import dev.agentcore.sandbox.wasi.Descriptor.OpenFile;
import dev.agentcore.sandbox.wasi.Descriptor.OpenFixedFile;
import dev.agentcore.sandbox.wasi.Descriptor.PipeEnd;
import dev.agentcore.sandbox.wasi.Descriptor.Positioned;
import dev.agentcore.sandbox.wasi.Descriptor.StandardInput;
import dev.agentcore.sandbox.wasi.Descriptor.StandardOutput;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A guest's descriptors, by number: the standard streams, its preopened directories from 3 on, then what it opens, each under
 * the lowest free number. At most 256, and 16 pipes. Not thread-safe: used by the thread that runs the guest.
 */
final class Descriptors {
    private static final int MAXIMUM = DescriptorDirectory.DESCRIPTORS;
    /** Each takes memory of the host's. */
    private static final int MAXIMUM_PIPES = 16;

    private static final int FIRST_PREOPEN = 3;

    private final @Nullable Descriptor[] open = new @Nullable Descriptor[MAXIMUM];
    private final StandardInput stdin;
    private final SecureRandom random;

    /** The number of the next pipe, by which it is told from the others. */
    private long nextPipe = FIRST_PREOPEN;

    /** @param random the source of what random devices read */
    Descriptors(Bytes stdin, List<Preopen> preopens, SecureRandom random) {
        if (preopens.size() > MAXIMUM - FIRST_PREOPEN) {
            throw new IllegalArgumentException("too many preopened directories: " + preopens.size());
        }
        this.random = random;
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

    /**
     * A copy with the same descriptors under the same numbers, at the same offsets. Its standard input is empty. Numbers that
     * share an open file share the copy.
     */
    Descriptors(Descriptors original, FileCopy files) {
        random = original.random;
        nextPipe = original.nextPipe;
        stdin = new StandardInput(Bytes.empty());
        var copies = new IdentityHashMap<Descriptor, Descriptor>();
        var pipes = new IdentityHashMap<Pipe, Pipe>();
        for (int fd = 0; fd < MAXIMUM; fd++) {
            Descriptor descriptor = original.open[fd];
            if (descriptor != null) {
                open[fd] = copies.computeIfAbsent(descriptor, each -> copy(each, files, pipes));
            }
        }
    }

    private Descriptor copy(Descriptor descriptor, FileCopy files, Map<Pipe, Pipe> pipes) {
        return switch (descriptor) {
            case StandardInput input -> stdin;
            case StandardOutput output -> output;
            case OpenDirectory directory ->
                new OpenDirectory(directory.device(), files.of(directory.directory()), directory.preopenedAs());
            case OpenDevice device -> device;
            case OpenFixedFile file -> new OpenFixedFile(file);
            case OpenScratchFile file -> new OpenScratchFile(file, files.of(file.file()));
            case PipeEnd end -> new PipeEnd(end, pipes.computeIfAbsent(end.pipe(), Pipe::new));
        };
    }

    /** Restarts standard input with these bytes, if the guest has not closed it. */
    void replaceStdin(Bytes bytes) {
        stdin.replace(bytes);
    }

    /** The access mode of an open file. */
    record Access(boolean reading, boolean writing, boolean appending) {}

    /** The descriptor of the number {@code fd}, which may be any number. */
    Descriptor get(int fd) throws ErrnoException {
        Descriptor descriptor = at(fd);
        if (descriptor == null) {
            throw new ErrnoException(Errno.BADF);
        }
        return descriptor;
    }

    private @Nullable Descriptor at(int fd) {
        return fd >= 0 && fd < MAXIMUM ? open[fd] : null;
    }

    /** The directory that is open as {@code fd}. */
    OpenDirectory directory(int fd) throws ErrnoException {
        if (get(fd) instanceof OpenDirectory directory) {
            return directory;
        }
        throw new ErrnoException(Errno.NOTDIR);
    }

    /** What is open as {@code fd}, if it has an offset. */
    Positioned positioned(int fd) throws ErrnoException {
        return switch (get(fd)) {
            case Positioned positioned -> positioned;
            case OpenDirectory directory -> throw new ErrnoException(Errno.ISDIR);
            case StandardOutput output -> throw new ErrnoException(Errno.SPIPE);
            case PipeEnd end -> throw new ErrnoException(Errno.SPIPE);
        };
    }

    /** Whether something is open under this number. */
    boolean isOpen(int fd) {
        return at(fd) != null;
    }

    /** Opens a node of the file system {@code device}; {@code access} counts for what can be written to. */
    int open(int device, FileNode node, Access access) throws ErrnoException {
        int fd = lowestFree();
        open[fd] = switch (node) {
            case Directory directory -> new OpenDirectory(device, directory, null);
            case FixedFile file -> new OpenFixedFile(device, file, content(file));
            case ScratchFile file ->
                new OpenScratchFile(device, file, access.reading(), access.writing(), access.appending());
            case Device special -> new OpenDevice(device, special, random);
            case DescriptorName name -> reopened(name, access);
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
        var pipe = new Pipe(nextPipe++);
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

    /** What a name in {@code /dev/fd} opens: a file from its beginning, and any other thing as it is. */
    private Descriptor reopened(DescriptorName name, Access access) throws ErrnoException {
        return switch (named(name)) {
            case OpenScratchFile file ->
                new OpenScratchFile(file.device(), file.file(), access.reading(), access.writing(), access.appending());
            case OpenFixedFile file -> new OpenFixedFile(file.device(), file.file(), file.content());
            case OpenDirectory directory -> new OpenDirectory(directory.device(), directory.directory(), null);
            case Descriptor stream -> stream;
        };
    }

    /** The sandbox's scratch; null if it has none. */
    @Nullable
    Scratch scratch() {
        for (Descriptor descriptor : open) {
            if (descriptor instanceof OpenDirectory directory
                    && directory.preopenedAs() != null
                    && directory.directory() instanceof FixedDirectory root) {
                for (Directory.Entry entry : root.entries()) {
                    if (entry.node() instanceof ScratchDirectory own) {
                        return own.scratch();
                    }
                }
            }
        }
        return null;
    }

    /** What {@code stat} says of an open thing. */
    FileStat status(Descriptor descriptor) {
        return switch (descriptor) {
            case OpenFile file -> FileStat.of(file.device(), file.file());
            case OpenDirectory directory -> FileStat.of(directory.device(), directory.directory());
            case OpenDevice device -> FileStat.of(device.fileSystem(), device.device());
            case StandardInput input -> FileStat.ofStandardInput(input.size());
            case StandardOutput output -> FileStat.ofPipe(output.name() == OutputStreamName.STDOUT ? 1 : 2);
            case PipeEnd end -> FileStat.ofPipe(end.pipe().number());
        };
    }

    /** What a name in {@code /dev/fd} stands for. */
    Descriptor named(DescriptorName name) throws ErrnoException {
        Descriptor descriptor = at(name.fd());
        if (descriptor == null) {
            throw new ErrnoException(Errno.NOENT);
        }
        return descriptor;
    }

    /**
     * Has what is open as {@code from} open as {@code to} too, with one offset for both, and closes what was open there.
     *
     * @param to negative for the lowest free number
     * @return the number
     */
    int duplicate(int from, int to) throws ErrnoException {
        Descriptor descriptor = get(from);
        if (to >= MAXIMUM) {
            throw new ErrnoException(Errno.BADF);
        }
        int target = to < 0 ? lowestFree() : to;
        if (target == from) {
            return target;
        }
        Descriptor there = open[target];
        if (there != null && isPreopen(there)) {
            throw new ErrnoException(Errno.NOTSUP);
        }
        release(target);
        open[target] = descriptor instanceof OpenDirectory directory && directory.preopenedAs() != null
                ? new OpenDirectory(directory.device(), directory.directory(), null)
                : descriptor;
        return target;
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
        Descriptor released = open[fd];
        open[fd] = null;
        if (released == null || isOpen(released)) {
            return;
        }
        if (released instanceof OpenScratchFile file) {
            file.close();
        } else if (released instanceof PipeEnd end) {
            end.close();
        }
    }

    private boolean isOpen(Descriptor descriptor) {
        for (Descriptor each : open) {
            if (each == descriptor) {
                return true;
            }
        }
        return false;
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
