package dev.agentcore.sandbox;

import dev.agentcore.execution.ProgramFile;
import dev.agentcore.guest.Snapshot;
import dev.agentcore.guest.StandardLibrary;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The file system that guests see: the standard library under {@code /lib}, the same for all, and the program's files
 * under {@code /workspace}. Immutable and safe for use by many threads.
 */
final class GuestFiles {
    /** The program's working directory, from the root. */
    static final String WORKSPACE = "workspace";

    /** Above all of the library: two files of one tree must not have the same number. */
    private static final long FIRST_WORKSPACE_INODE = 1L << 32;

    private final Directory library;
    private final Directory emptyWorkspace;

    GuestFiles(StandardLibrary standardLibrary) {
        var builder = new FileTreeBuilder(Snapshot.FILES_MODIFIED);
        for (StandardLibrary.Entry entry : standardLibrary.entries()) {
            builder.add(entry.path(), contentOf(entry));
        }
        library = builder.build();
        emptyWorkspace = new FileTreeBuilder(Snapshot.FILES_MODIFIED, FIRST_WORKSPACE_INODE).build();
    }

    /** What a run has open from its start: the root, as it was when the snapshot was made. */
    List<Preopen> preopens(List<ProgramFile> files) {
        return List.of(new Preopen("/", root(files.isEmpty() ? emptyWorkspace : workspace(files))));
    }

    private Directory root(Directory workspace) {
        var lib = new Directory.Entry("lib", Objects.requireNonNull(library.child("lib")));
        return new Directory(
                library.inode(), Snapshot.FILES_MODIFIED, List.of(lib, new Directory.Entry(WORKSPACE, workspace)));
    }

    private static Directory workspace(List<ProgramFile> files) {
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
