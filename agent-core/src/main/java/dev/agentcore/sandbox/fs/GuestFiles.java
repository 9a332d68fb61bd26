// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import dev.agentcore.execution.Mount;
import dev.agentcore.execution.ProgramFile;
import dev.agentcore.guest.Snapshot;
import dev.agentcore.guest.StandardLibrary;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The file system that guests see: the standard library under {@code /lib}, if the interpreter has none in itself, and the
 * operator's mounts, the same for all, and the program's files under {@code /workspace}. Immutable and thread-safe; a scratch that it makes is one
 * run's own.
 */
public final class GuestFiles {
    /** The program's working directory, from the root. */
    static final String WORKSPACE = "workspace";

    private static final String DEVICES = "dev";

    /** The directory for temporary files, if there is scratch. */
    static final String TEMPORARY = "tmp";

    /** As on any Unix: everybody may create files here, and remove their own. */
    private static final int TEMPORARY_PERMISSIONS = 01777;

    /** Above those of the library: inode numbers must be unique in a tree. */
    private static final long FIRST_WORKSPACE_INODE = 1L << 32;

    private static final long FIRST_MOUNT_INODE = 1L << 31;

    private static final long FIRST_DEVICE_INODE = 1L << 30;

    /** The files that all runs see. */
    private final List<Directory.Entry> shared;

    private final long inode;
    private final FixedDirectory mounted;
    private final long mountedBytes;
    private final FixedDirectory emptyWorkspace;

    /** @throws IllegalArgumentException if a mount cannot be read; the message has one line that names it */
    public GuestFiles(StandardLibrary standardLibrary, List<Mount> mounts) {
        this(tree(standardLibrary), mounts);
    }

    /**
     * Files for an interpreter whose standard library is embedded or on a mount.
     *
     * @throws IllegalArgumentException if a mount cannot be read; the message has one line that names it
     */
    public GuestFiles(List<Mount> mounts) {
        this(new FileTreeBuilder(Snapshot.FILES_MODIFIED).build(), mounts);
    }

    private GuestFiles(FixedDirectory own, List<Mount> mounts) {
        this(own, HostDirectories.read(mounts, FIRST_MOUNT_INODE));
    }

    private GuestFiles(FixedDirectory own, FixedDirectory mounted) {
        inode = own.inode();
        this.mounted = mounted;
        mountedBytes = bytes(mounted);
        shared = new ArrayList<>(mounted.entries());
        shared.addAll(own.entries());
        shared.add(new Directory.Entry(DEVICES, Devices.directory(FIRST_DEVICE_INODE)));
        emptyWorkspace = new FileTreeBuilder(Snapshot.FILES_MODIFIED, FIRST_WORKSPACE_INODE).build();
    }

    /** The same mounts, which are not read again, for another interpreter. */
    public GuestFiles withLibrary(StandardLibrary standardLibrary) {
        return new GuestFiles(tree(standardLibrary), mounted);
    }

    private static FixedDirectory tree(StandardLibrary standardLibrary) {
        var builder = new FileTreeBuilder(Snapshot.FILES_MODIFIED);
        for (StandardLibrary.Entry entry : standardLibrary.entries()) {
            builder.add(entry.path(), contentOf(entry));
        }
        return builder.build();
    }

    private static long bytes(FileNode node) {
        return switch (node) {
            case FixedDirectory directory ->
                directory.entries().stream()
                        .mapToLong(entry -> bytes(entry.node()))
                        .sum();
            case RegularFile file -> file.size();
            case ScratchDirectory own -> throw new IllegalStateException("a run's own directory among mounts");
            case DescriptorDirectory descriptors -> throw new IllegalStateException("/dev/fd among mounts");
            case SpecialFile special -> throw new IllegalStateException("a device among mounts");
        };
    }

    /** The memory that the operator's files take, in bytes. */
    public long mountedBytes() {
        return mountedBytes;
    }

    /**
     * The files of one run.
     *
     * @param files the files of the request
     * @param scratchBytes the quota; with 0 everything is read-only, otherwise the working directory and {@code /tmp} are
     *     writable
     */
    public RunFiles forRun(List<ProgramFile> files, long scratchBytes) {
        var scratch = new Scratch(scratchBytes, InstantSource.system(), FIRST_WORKSPACE_INODE);
        if (scratchBytes > 0) {
            ScratchDirectory workspace = scratch.given(files);
            ScratchDirectory temporary = scratch.given(List.of());
            temporary.setPermissions(TEMPORARY_PERMISSIONS);
            return new RunFiles(
                    root(Map.of(WORKSPACE, workspace, TEMPORARY, temporary)),
                    scratch,
                    new ProgramSource.InScratch(workspace, null));
        }
        FixedDirectory given = files.isEmpty() ? emptyWorkspace : workspace(files);
        if (given.child(ProgramSource.NAME) != null) {
            return new RunFiles(root(Map.of(WORKSPACE, given)), scratch, new ProgramSource.Given());
        }
        var source = new ProgramSource.InFixed(FIRST_WORKSPACE_INODE - 1);
        return new RunFiles(root(Map.of(WORKSPACE, withSource(given, source))), scratch, source);
    }

    /** The directory with one more file, the program's. */
    static FixedDirectory withSource(FixedDirectory given, ProgramSource.InFixed source) {
        var entries = new ArrayList<>(given.entries());
        entries.removeIf(entry -> entry.name().equals(ProgramSource.NAME));
        entries.add(new Directory.Entry(ProgramSource.NAME, source.file()));
        entries.sort(Comparator.comparing(Directory.Entry::name));
        return new FixedDirectory(given.inode(), given.modified(), entries);
    }

    private Directory root(Map<String, Directory> own) {
        var entries = new ArrayList<>(shared);
        own.forEach((name, directory) -> entries.add(new Directory.Entry(name, directory)));
        entries.sort(Comparator.comparing(Directory.Entry::name));
        return new FixedDirectory(inode, Snapshot.FILES_MODIFIED, entries);
    }

    private static FixedDirectory workspace(List<ProgramFile> files) {
        var builder = new FileTreeBuilder(Instant.now(), FIRST_WORKSPACE_INODE);
        for (ProgramFile file : files) {
            builder.add(file.path(), FileContent.of(file.content()));
        }
        return builder.build();
    }

    private static FileContent contentOf(StandardLibrary.Entry entry) {
        return new FileContent() {
            @Override
            public int size() {
                return entry.size();
            }

            @Override
            public byte[] bytes() {
                return entry.content();
            }
        };
    }
}
