// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Copies the files that a sandbox sees, each node once: all references to one file become references to one copy. Read-only
 * trees are shared. Used once, by one thread; the original is only read.
 */
public final class FileCopy {
    private final RunFiles original;
    private final Scratch scratch;
    private final IdentityHashMap<ScratchNode, ScratchNode> copies = new IdentityHashMap<>();
    private final ArrayDeque<ScratchDirectory> unfilled = new ArrayDeque<>();
    private final RunFiles files;

    /** The working directory, if it cannot be changed, and its copy. */
    private @Nullable FixedDirectory workspace;

    private @Nullable FixedDirectory workspaceCopy;

    /** Copies all files that have a name. */
    public FileCopy(RunFiles original) {
        this.original = original;
        scratch = new Scratch(original.scratch());
        ProgramSource source =
                original.source() instanceof ProgramSource.InFixed fixed ? fixed.copy() : original.source();
        Directory root = root(original.root(), source);
        files = new RunFiles(root, scratch, source instanceof ProgramSource.InScratch own ? own.copy(this) : source);
    }

    private Directory root(Directory root, ProgramSource source) {
        if (!(root instanceof FixedDirectory fixed)) {
            return root;
        }
        var entries = new ArrayList<Directory.Entry>();
        for (Directory.Entry entry : fixed.entries()) {
            entries.add(new Directory.Entry(entry.name(), top(entry, source)));
        }
        return new FixedDirectory(fixed.inode(), fixed.modified(), entries);
    }

    private FileNode top(Directory.Entry entry, ProgramSource source) {
        if (entry.node() instanceof ScratchNode own) {
            return node(own);
        }
        boolean isWorkspace = entry.name().equals(GuestFiles.WORKSPACE);
        if (isWorkspace
                && entry.node() instanceof FixedDirectory directory
                && source instanceof ProgramSource.InFixed own) {
            workspace = directory;
            workspaceCopy = GuestFiles.withSource(directory, own);
            return workspaceCopy;
        }
        return entry.node();
    }

    /** The copied files. */
    public RunFiles files() {
        return files;
    }

    /** The copy of a directory; it may have been unlinked. */
    public Directory of(Directory directory) {
        if (directory == original.root()) {
            return files.root();
        }
        if (directory == workspace && workspaceCopy != null) {
            return workspaceCopy;
        }
        return directory instanceof ScratchDirectory own ? (ScratchDirectory) node(own) : directory;
    }

    /** The copy of a file; it may have been unlinked. */
    public ScratchFile of(ScratchFile file) {
        return (ScratchFile) node(file);
    }

    private FileNode node(ScratchNode node) {
        ScratchNode copy = shallow(node);
        // A loop, not recursion: trees may be deep.
        while (!unfilled.isEmpty()) {
            ScratchDirectory from = unfilled.removeLast();
            ((ScratchDirectory) shallow(from)).fill(from, this::entry);
        }
        return (FileNode) copy;
    }

    private FileNode entry(FileNode node) {
        return node instanceof ScratchNode own ? (FileNode) shallow(own) : node;
    }

    /** The copy of a node; a directory's is empty until its turn comes. */
    private ScratchNode shallow(ScratchNode node) {
        ScratchNode known = copies.get(node);
        if (known != null) {
            return known;
        }
        ScratchNode copy = switch (node) {
            case ScratchFile file -> new ScratchFile(scratch, file);
            case ScratchDirectory directory -> {
                unfilled.add(directory);
                yield new ScratchDirectory(scratch, directory);
            }
        };
        copies.put(node, copy);
        return copy;
    }
}
