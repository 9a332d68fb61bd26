// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import java.util.ArrayDeque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A path from the guest, relative to a directory that it has open. Immutable.
 *
 * <p>It is walked, not joined to another path: since trees have no links and a walk only goes back the way it came, it
 * cannot end outside the directory where it began.
 */
public record GuestPath(String text) {
    private static final Set<String> NOT_NAMES = Set.of(".", "..");

    /**
     * The target of a path.
     *
     * @param parent the directory that {@code name} is in; null if the path does not end in a name
     * @param name the path's last part
     * @param node the node there; null if there is none
     * @param asDirectory whether the path ends in a {@code /}
     */
    public record Place(
            @Nullable Directory parent,
            String name,
            @Nullable FileNode node,
            boolean asDirectory) {}

    /**
     * The node at the path; null if the last name does not exist in an existing directory.
     *
     * @throws ErrnoException {@link Errno#NOTCAPABLE} if it is absolute or leads above {@code base}, {@link Errno#NOENT}
     *     if it is empty or a directory on the way is missing, {@link Errno#NOTDIR} if a file is used as a directory, {@link Errno#ACCES}
     *     if a directory's permissions forbid it
     */
    @Nullable
    FileNode resolve(Directory base) throws ErrnoException {
        return locate(base).node();
    }

    /**
     * The target of the path, for creating or removing an entry. The parent directory exists.
     *
     * @throws ErrnoException as {@link #resolve} does
     */
    public Place locate(Directory base) throws ErrnoException {
        if (text.isEmpty()) {
            throw new ErrnoException(Errno.NOENT);
        }
        if (text.charAt(0) == '/') {
            throw new ErrnoException(Errno.NOTCAPABLE);
        }
        var above = new ArrayDeque<Directory>();
        FileNode node = base;
        Directory parent = null;
        String name = ".";
        for (String part : text.split("/", -1)) {
            if (node == null && part.isEmpty()) {
                continue;
            }
            Directory directory = directory(node);
            if (directory instanceof ScratchDirectory scratch) {
                scratch.require(ScratchNode.SEARCH);
            }
            switch (part) {
                case "" -> {}
                case "." -> name = part;
                case ".." -> {
                    name = part;
                    node = above.pollLast();
                    if (node == null) {
                        throw new ErrnoException(Errno.NOTCAPABLE);
                    }
                }
                default -> {
                    above.addLast(directory);
                    node = directory.child(part);
                    parent = directory;
                    name = part;
                }
            }
        }
        return new Place(NOT_NAMES.contains(name) ? null : parent, name, node, text.endsWith("/"));
    }

    /** The node at the path, which must exist. */
    public FileNode resolveExisting(Directory base) throws ErrnoException {
        FileNode node = resolve(base);
        if (node == null) {
            throw new ErrnoException(Errno.NOENT);
        }
        return node;
    }

    private static Directory directory(@Nullable FileNode node) throws ErrnoException {
        return switch (node) {
            case Directory directory -> directory;
            case RegularFile file -> throw new ErrnoException(Errno.NOTDIR);
            case SpecialFile special -> throw new ErrnoException(Errno.NOTDIR);
            case null -> throw new ErrnoException(Errno.NOENT);
        };
    }
}
