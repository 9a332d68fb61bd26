package dev.agentcore.cli;

import dev.agentcore.client.OutputFile;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder into which a program's files are written: {@code /workspace/a/b} becomes {@code workspace/a/b} below it.
 *
 * <p>The paths are a program's, so nothing is written outside the folder or through a symbolic link, whatever they say; a
 * file that is there already is replaced. Confined to one thread.
 */
final class OutputFolder implements AutoCloseable {
    private static final Set<String> NOT_NAMES = Set.of("", ".", "..");

    private final Path folder;
    private @Nullable Path unfinished;

    /** @param folder made if need be */
    OutputFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes a piece; a file of which no more comes is removed.
     *
     * @throws IOException if it cannot be written, or must not be
     */
    void write(OutputFile piece) throws IOException {
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
            throw new IOException("a file's pieces do not follow one another: " + piece.path());
        }
        // A file that is new is not a link.
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

    /** Removes what is not whole. */
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
            if (NOT_NAMES.contains(part)) {
                throw new IOException("not a path to write to: " + path);
            }
            file = file.resolve(part);
        }
        return file;
    }

    private void makeFoldersFor(Path file) throws IOException {
        Path each = folder;
        Path below = folder.relativize(file);
        for (int i = 0; i < below.getNameCount() - 1; i++) {
            each = each.resolve(below.getName(i));
            if (!Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(each);
            } else if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(each + " is in the way: it is no folder, or a symbolic link");
            }
        }
    }
}
