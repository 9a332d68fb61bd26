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
 * A folder into which a program's files are written, piece by piece as they come: {@code /workspace/a/b} becomes
 * {@code workspace/a/b} below it. {@link OutputFiles#saveTo} does it for files that are all there.
 *
 * <p>The paths are a program's, so nothing is written outside the folder or through a symbolic link below it, whatever they
 * say; a file that is there already is replaced. The folder must not change under this, by links of somebody else's. Not
 * thread-safe.
 */
public final class OutputFolder implements AutoCloseable {
    private static final Set<String> NOT_NAMES = Set.of("", ".", "..");

    private final Path folder;
    private @Nullable Path unfinished;

    /**
     * Writes nothing yet.
     *
     * @param folder made at the first piece, if need be
     */
    public OutputFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes a piece; a file of which no more comes is removed.
     *
     * @throws IOException if it cannot be written, or must not be
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
            if (NOT_NAMES.contains(part) || !isName(part)) {
                throw new IOException("not a path to write to: " + path);
            }
            file = file.resolve(part);
        }
        return file;
    }

    /** Whether this machine takes it for one name too: where paths have backslashes, the sandbox's names may have them. */
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
                throw new IOException(each + " is in the way: it is no folder, or a symbolic link");
            }
        }
    }
}
