// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a program's files into a folder, chunk by chunk as they arrive: {@code /workspace/a/b} is written to
 * {@code workspace/a/b} below the folder. {@link OutputFiles#saveTo} does the same for complete files.
 *
 * <p>The program chooses the paths. Nothing is ever written outside the folder or through a symbolic link below it. Existing
 * files are replaced. No other process may create links in the folder at the same time. Not thread-safe.
 */
public final class OutputFolder implements AutoCloseable {
    private static final Set<String> NOT_NAMES = Set.of("", ".", "..");

    private final Path folder;
    private @Nullable Path unfinished;

    /**
     * Does not write anything yet.
     *
     * @param folder created with the first chunk if it does not exist
     */
    public OutputFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes a chunk. A file that will not be completed is removed.
     *
     * @throws IOException if the chunk cannot be written or its path is not allowed
     */
    public void write(OutputFile piece) throws IOException {
        if (piece.problem().isPresent()) {
            discardUnfinished();
            return;
        }
        Path file = checked(piece.path());
        if (piece.offset() == 0) {
            discardUnfinished();
            Files.createDirectories(folder);
            makeFoldersFor(file);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(file);
            }
            unfinished = file;
        } else if (!file.equals(unfinished)) {
            throw new IOException("the chunks of a file are not contiguous: " + piece.path());
        }
        // A new file is not a link.
        var how = piece.offset() == 0 ? StandardOpenOption.CREATE_NEW : StandardOpenOption.APPEND;
        try (var channel =
                        Files.newByteChannel(file, Set.of(StandardOpenOption.WRITE, how, LinkOption.NOFOLLOW_LINKS));
                var out = Channels.newOutputStream(channel)) {
            byte[] bytes = new byte[piece.data().remaining()];
            piece.data().get(bytes);
            out.write(bytes);
        }
        if (piece.last()) {
            unfinished = null;
        }
    }

    /** Removes an incomplete file. */
    @Override
    public void close() throws IOException {
        discardUnfinished();
    }

    private void discardUnfinished() throws IOException {
        if (unfinished != null) {
            Files.deleteIfExists(unfinished);
            unfinished = null;
        }
    }

    private Path checked(String path) throws IOException {
        Path file = folder;
        if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
            throw new IOException("not a path to write to: " + path);
        }
        for (String part : path.substring(1).split("/", -1)) {
            if (NOT_NAMES.contains(part) || !isName(part)) {
                throw new IOException("not a path to write to: " + path);
            }
            file = file.resolve(part);
        }
        return file;
    }

    /** Whether it is a single name on this platform, too: a name in the sandbox can contain a separator of this platform. */
    private boolean isName(String part) {
        try {
            Path name = folder.getFileSystem().getPath(part);
            return name.getRoot() == null && name.getNameCount() == 1;
        } catch (InvalidPathException unknown) {
            return false;
        }
    }

    private void makeFoldersFor(Path file) throws IOException {
        Path each = folder;
        Path below = folder.relativize(file);
        for (int i = 0; i < below.getNameCount() - 1; i++) {
            each = each.resolve(below.getName(i));
            if (!Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(each);
            } else if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(each + " is not a folder, or is a symbolic link");
            }
        }
    }
}
