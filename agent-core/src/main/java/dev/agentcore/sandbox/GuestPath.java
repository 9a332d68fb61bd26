package dev.agentcore.sandbox;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A path as the guest gave it, relative to a directory that it has open. Immutable.
 *
 * <p>It is walked, not joined with anything: as trees have no links and a walk only ever goes back the way that it came,
 * it cannot end outside the directory where it began.
 */
record GuestPath(String text) {
    /**
     * What the path leads to; null if its last name does not exist in a directory that does.
     *
     * @throws ErrnoException {@link Errno#NOTCAPABLE} if it is absolute or leads above {@code base}, {@link Errno#NOENT}
     *     if it is empty or a directory on the way is missing, {@link Errno#NOTDIR} if a file is used as a directory
     */
    @Nullable
    FileNode resolve(Directory base) throws ErrnoException {
        if (text.isEmpty()) {
            throw new ErrnoException(Errno.NOENT);
        }
        if (text.charAt(0) == '/') {
            throw new ErrnoException(Errno.NOTCAPABLE);
        }
        var above = new ArrayDeque<Directory>();
        FileNode node = base;
        for (String part : text.split("/", -1)) {
            if (node == null && part.isEmpty()) {
                continue;
            }
            Directory directory = directory(node);
            switch (part) {
                case "", "." -> {}
                case ".." -> {
                    node = above.pollLast();
                    if (node == null) {
                        throw new ErrnoException(Errno.NOTCAPABLE);
                    }
                }
                default -> {
                    above.addLast(directory);
                    node = directory.child(part);
                }
            }
        }
        return node;
    }

    /** What the path leads to, which must exist. */
    FileNode resolveExisting(Directory base) throws ErrnoException {
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
            case null -> throw new ErrnoException(Errno.NOENT);
        };
    }
}
