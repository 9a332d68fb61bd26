// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import dev.agentcore.execution.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A directory that the program can change. Not thread-safe: used by the thread that runs the guest.
 *
 * <p>Each entry keeps its position in listings for as long as it exists: a listing that runs while entries are added and
 * removed contains all other entries exactly once.
 */
public final class ScratchDirectory extends ScratchNode implements Directory {
    private static final int MAXIMUM_NAME_BYTES = 255;

    private final Map<String, Long> positions = new HashMap<>();
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private long nextPosition;
    private @Nullable ScratchDirectory parent;
    private boolean removed;

    /**
     * @param charge the charge for the directory itself
     * @param permissions the permission bits
     */
    ScratchDirectory(Scratch scratch, long inode, long charge, int permissions) {
        super(scratch, inode, charge, permissions);
    }

    /** A copy of {@code original} without its entries: {@link #fill} must be called once. */
    ScratchDirectory(Scratch scratch, ScratchDirectory original) {
        super(scratch, original);
        nextPosition = original.nextPosition;
        removed = original.removed;
    }

    /** Adds the entries of {@code original}, at the same positions. */
    void fill(ScratchDirectory original, UnaryOperator<FileNode> copies) {
        original.entries.forEach((position, entry) -> {
            FileNode copy = copies.apply(entry.node());
            if (copy instanceof ScratchDirectory directory) {
                directory.parent = this;
            }
            positions.put(entry.name(), position);
            entries.put(position, new Entry(entry.name(), copy));
        });
    }

    @Override
    public @Nullable FileNode child(String name) {
        Long position = positions.get(name);
        Entry entry = position == null ? null : entries.get(position);
        return entry == null ? null : entry.node();
    }

    @Override
    public @Nullable Listed listed(long position) {
        Map.Entry<Long, Entry> found = entries.ceilingEntry(position);
        return found == null ? null : new Listed(found.getKey(), found.getValue());
    }

    /** Creates a file here, under an unused name. */
    public ScratchFile createFile(String name, int permissions) throws ErrnoException {
        checkRoomFor(name);
        ScratchFile file = scratch().newFile(permissions);
        put(name, file);
        return file;
    }

    /** Creates a directory here, under an unused name. */
    public void createDirectory(String name, int permissions) throws ErrnoException {
        checkRoomFor(name);
        put(name, scratch().newDirectory(permissions));
    }

    /** Removes the empty directory that {@code name} names. */
    public void removeDirectory(String name, ScratchDirectory directory) throws ErrnoException {
        if (!directory.entries.isEmpty()) {
            throw new ErrnoException(Errno.NOTEMPTY);
        }
        take(name);
        directory.discard();
    }

    /** Removes the file that {@code name} names; its content is kept until the file is closed. */
    public void removeFile(String name, ScratchFile file) {
        take(name);
        file.unlink();
    }

    /**
     * Moves the node called {@code name} to {@code target} in {@code to}. Replaces an existing node where POSIX allows that.
     *
     * @throws ErrnoException as {@code rename} of POSIX fails
     */
    public void move(String name, FileNode node, ScratchDirectory to, String target) throws ErrnoException {
        FileNode there = to.child(target);
        if (there == node) {
            return;
        }
        to.checkRoomFor(target);
        if (node instanceof ScratchDirectory directory && to.isWithin(directory)) {
            throw new ErrnoException(Errno.INVAL);
        }
        if (there instanceof ScratchDirectory directory) {
            if (!(node instanceof ScratchDirectory)) {
                throw new ErrnoException(Errno.ISDIR);
            }
            to.removeDirectory(target, directory);
        } else if (there instanceof ScratchFile file) {
            if (node instanceof ScratchDirectory) {
                throw new ErrnoException(Errno.NOTDIR);
            }
            to.removeFile(target, file);
        }
        take(name);
        to.put(target, node);
    }

    /** A new file here that is not charged, in the place of one of that name. */
    ScratchFile replaceGiven(String name, Bytes content) {
        if (child(name) instanceof ScratchFile file) {
            removeFile(name, file);
        }
        ScratchFile file = scratch().givenFile(content);
        put(name, file);
        return file;
    }

    /** Adds an entry under an unused name. */
    void put(String name, FileNode node) {
        if (node instanceof ScratchDirectory directory) {
            directory.parent = this;
        }
        positions.put(name, nextPosition);
        entries.put(nextPosition, new Entry(name, node));
        nextPosition++;
        changed();
    }

    private void take(String name) {
        entries.remove(positions.remove(name));
        changed();
    }

    private void discard() {
        removed = true;
        parent = null;
        releaseCharge();
    }

    private void checkRoomFor(String name) throws ErrnoException {
        if (removed) {
            throw new ErrnoException(Errno.NOENT);
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAXIMUM_NAME_BYTES) {
            throw new ErrnoException(Errno.NAMETOOLONG);
        }
    }

    private boolean isWithin(ScratchDirectory ancestor) {
        for (ScratchDirectory each = this; each != null; each = each.parent) {
            if (each == ancestor) {
                return true;
            }
        }
        return false;
    }
}
