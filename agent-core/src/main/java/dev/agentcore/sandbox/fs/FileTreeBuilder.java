// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds a read-only tree from paths and contents. Not thread-safe; the tree is immutable.
 *
 * <p>The same files give the same tree, inode numbers included, regardless of the order in which they are added.
 */
public final class FileTreeBuilder {
    private static final int MAXIMUM_NAME_BYTES = 255;

    private final Branch root = new Branch();
    private final Instant modified;
    private final long firstInode;

    /** @param modified when all its files and directories were last changed */
    public FileTreeBuilder(Instant modified) {
        this(modified, 1);
    }

    /**
     * Builds a tree that will become part of another.
     *
     * @param modified when all its files and directories were last changed
     * @param firstInode the root's inode number, from which the others count up; greater than those of the other tree
     */
    FileTreeBuilder(Instant modified, long firstInode) {
        this.modified = modified;
        this.firstInode = firstInode;
    }

    /**
     * Adds a file, and the directories that lead to it.
     *
     * @param path relative, with {@code /} between its parts
     * @throws IllegalArgumentException if a part is empty, {@code .} or {@code ..}, has a NUL, is over 255 bytes or is not
     *     encodable as UTF-8, or if there is a file at the path, or on the way to it, already
     */
    public FileTreeBuilder add(String path, FileContent content) {
        String[] parts = path.split("/", -1);
        Branch branch = root;
        for (int i = 0; i < parts.length - 1; i++) {
            branch = branch.descend(checked(parts[i], path), path);
        }
        branch.put(checked(parts[parts.length - 1], path), content, path);
        return this;
    }

    /** Adds an empty directory, and the directories that lead to it; does nothing if it is there. */
    public FileTreeBuilder addDirectory(String path) {
        Branch branch = root;
        for (String part : path.split("/", -1)) {
            branch = branch.descend(checked(part, path), path);
        }
        return this;
    }

    /** The tree's root. */
    public FixedDirectory build() {
        return new Numbering().directory(root);
    }

    private static String checked(String part, String path) {
        boolean special = part.isEmpty() || part.equals(".") || part.equals("..");
        if (special || part.indexOf('\0') >= 0 || utf8Length(part, path) > MAXIMUM_NAME_BYTES) {
            throw new IllegalArgumentException("not a path of a file tree: " + path);
        }
        return part;
    }

    private static int utf8Length(String part, String path) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(part))
                    .remaining();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not a path of a file tree: " + path, e);
        }
    }

    /** What a directory will hold. */
    private sealed interface Growth permits Branch, Leaf {}

    private record Leaf(FileContent content) implements Growth {}

    private static final class Branch implements Growth {
        private final Map<String, Growth> children = new TreeMap<>();

        Branch descend(String name, String path) {
            if (children.computeIfAbsent(name, absent -> new Branch()) instanceof Branch branch) {
                return branch;
            }
            throw new IllegalArgumentException("a file is on the path to: " + path);
        }

        void put(String name, FileContent content, String path) {
            if (children.putIfAbsent(name, new Leaf(content)) != null) {
                throw new IllegalArgumentException("already exists: " + path);
            }
        }
    }

    /** Gives out inode numbers, a directory's before its children's. */
    private final class Numbering {
        private long next = firstInode;

        FixedDirectory directory(Branch branch) {
            long inode = next++;
            var entries = new ArrayList<Directory.Entry>(branch.children.size());
            branch.children.forEach((name, growth) -> entries.add(new Directory.Entry(name, node(growth))));
            return new FixedDirectory(inode, modified, entries);
        }

        private FileNode node(Growth growth) {
            return switch (growth) {
                case Branch branch -> directory(branch);
                case Leaf leaf -> new FixedFile(next++, modified, leaf.content());
            };
        }
    }
}
