// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import dev.agentcore.execution.Mount;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the operator's directories once, into an immutable tree: guests' paths are resolved in that tree, and never reach the
 * host's file system.
 *
 * <p>Each directory is opened relative to its parent, never by a path that could be redirected meanwhile. Symbolic links and
 * special files are skipped, so nothing leads out of the directory and nothing can block. Not thread-safe.
 */
final class HostDirectories {
    /** The maximum size of all mounts together, in bytes: they stay in this process's memory. */
    static final long MAXIMUM_BYTES = 256L << 20;

    /** The maximum number of files and directories of all mounts together. */
    static final int MAXIMUM_NODES = 1 << 16;

    private static final int MAXIMUM_DEPTH = 64;
    private static final Logger LOG = LoggerFactory.getLogger(HostDirectories.class);

    private final FileTreeBuilder builder;
    private long bytes;
    private int nodes;
    private int leftOut;

    private HostDirectories(FileTreeBuilder builder) {
        this.builder = builder;
    }

    /**
     * Reads the directories.
     *
     * @param firstInode the inode number of the first directory
     * @return a root that holds each mount at its path
     * @throws IllegalArgumentException if one cannot be read, or all together are too large; the message has one line that
     *     names it
     */
    static FixedDirectory read(List<Mount> mounts, long firstInode) {
        var builder = new FileTreeBuilder(Instant.now(), firstInode);
        var directories = new HostDirectories(builder);
        for (Mount mount : mounts) {
            directories.read(mount);
        }
        return builder.build();
    }

    private void read(Mount mount) {
        String top = mount.guestPath().substring(1);
        leftOut = 0;
        try {
            // The path in the settings may contain links.
            Path directory = mount.hostDirectory().toRealPath();
            if (!Files.isDirectory(directory)) {
                throw new RefusedException("is not a directory");
            }
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
                if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
                    throw new RefusedException("is on a file system that cannot be read safely");
                }
                builder.addDirectory(top);
                read(secure, top, 1);
            }
        } catch (RefusedException refused) {
            throw refusal(mount, refused.getMessage(), refused);
        } catch (AccessDeniedException denied) {
            throw refusal(mount, "cannot be read: access denied to " + denied.getFile(), denied);
        } catch (NoSuchFileException absent) {
            throw refusal(mount, "does not exist", absent);
        } catch (IOException | DirectoryIteratorException unreadable) {
            throw refusal(mount, "cannot be read: " + unreadable.getMessage(), unreadable);
        }
        if (leftOut > 0) {
            LOG.warn("Mount {}: skipped {} symbolic links and special files", mount.guestPath(), leftOut);
        }
    }

    private void read(SecureDirectoryStream<Path> directory, String guestPath, int depth) throws IOException {
        if (depth > MAXIMUM_DEPTH) {
            throw new RefusedException("has directories nested more than " + MAXIMUM_DEPTH + " deep");
        }
        for (Path entry : directory) {
            Path name = entry.getFileName();
            String path = guestPath + "/" + name;
            if (++nodes > MAXIMUM_NODES) {
                throw new RefusedException(
                        "brings all mounts to more than " + MAXIMUM_NODES + " files and directories");
            }
            BasicFileAttributes attributes = directory
                    .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            if (attributes.isDirectory()) {
                add(() -> builder.addDirectory(path));
                try (var below = directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                    read(below, path, depth + 1);
                }
            } else if (attributes.isRegularFile()) {
                byte[] content = content(directory, name);
                add(() -> builder.add(path, FileContent.ofUnchanging(content)));
            } else {
                leftOut++;
            }
        }
    }

    private static void add(Runnable addition) throws RefusedException {
        try {
            addition.run();
        } catch (IllegalArgumentException unfit) {
            throw new RefusedException("contains a file name that guests do not support: " + unfit.getMessage());
        }
    }

    /** A file's bytes, as many as can be read, regardless of its reported size. */
    private byte[] content(SecureDirectoryStream<Path> directory, Path name) throws IOException {
        try (SeekableByteChannel channel =
                directory.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            long left = MAXIMUM_BYTES - bytes;
            if (channel.size() > left) {
                throw new RefusedException("brings all mounts to more than " + (MAXIMUM_BYTES >> 20) + " MiB");
            }
            var content = new byte[(int) channel.size()];
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Until it is full, or the file has become shorter.
            }
            bytes += buffer.position();
            return buffer.hasRemaining() ? Arrays.copyOf(content, buffer.position()) : content;
        }
    }

    private static IllegalArgumentException refusal(Mount mount, String reason, Throwable cause) {
        return new IllegalArgumentException(
                "mount " + mount.guestPath() + ": " + mount.hostDirectory() + " " + reason, cause);
    }

    /** A directory cannot be mounted; the message says why. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        private final String reason;

        RefusedException(String reason) {
            super(reason);
            this.reason = reason;
        }

        @Override
        public String getMessage() {
            return reason;
        }
    }
}
