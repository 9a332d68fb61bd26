// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.FileSink;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputFile.Problem;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends the output files of a request, piece by piece, so that no file is held twice. Not
 * thread-safe, used once.
 */
public final class OutputFiles {
    static final int MAXIMUM_FILES = 256;

    private static final int PIECE = 64 * 1024;
    private static final int MAXIMUM_PATH = 4096;

    private final Directory root;
    private final @Nullable FileNode leftOut;
    private final FileSink sink;
    private final Set<FileNode> seen = new HashSet<>();
    private long bytesLeft = OutputFile.MOST_BYTES;
    private int filesLeft = MAXIMUM_FILES;

    /**
     * The files of one sandbox.
     *
     * @param leftOut a file that is sent only if a path names it; null if there is none
     */
    public OutputFiles(Directory root, @Nullable FileNode leftOut, FileSink sink) {
        this.root = root;
        this.leftOut = leftOut;
        this.sink = sink;
    }

    /**
     * Sends the files at these paths.
     *
     * @param paths absolute
     */
    public void deliver(List<String> paths) throws InterruptedException {
        for (String path : paths) {
            FileNode node = node(path);
            if (node == null) {
                report(OutputFile.problem(path, 0, Problem.MISSING));
            } else if (!deliver(path, node)) {
                report(OutputFile.problem(path, 0, Problem.TOO_MANY));
            }
        }
    }

    private @Nullable FileNode node(String path) {
        try {
            return new GuestPath(path.substring(1)).resolve(root);
        } catch (ErrnoException nothingThere) {
            return null;
        }
    }

    /** Sends a file, or all files below a directory; false if they are too many. A loop, since trees may be deep. */
    private boolean deliver(String top, FileNode topNode) throws InterruptedException {
        var waiting = new ArrayDeque<Found>();
        waiting.add(new Found(top, topNode));
        while (!waiting.isEmpty()) {
            Found found = waiting.removeLast();
            if (!seen.add(found.node()) || (found.node() == leftOut && found.node() != topNode)) {
                continue;
            }
            switch (found.node()) {
                case RegularFile file -> {
                    if (filesLeft == 0) {
                        return false;
                    }
                    filesLeft--;
                    deliver(found.path(), file);
                }
                case SpecialFile special -> {
                    // It has no content that would be the same tomorrow.
                }
                case Directory directory -> {
                    if (!addEntries(found.path(), directory, waiting)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean addEntries(String path, Directory directory, ArrayDeque<Found> waiting) {
        var listed = directory.listed(0);
        while (listed != null) {
            String child = path + "/" + listed.entry().name();
            if (child.length() > MAXIMUM_PATH) {
                return false;
            }
            waiting.add(new Found(child, listed.entry().node()));
            listed = directory.listed(listed.position() + 1);
        }
        return true;
    }

    private void deliver(String path, RegularFile file) throws InterruptedException {
        if (file.size() > bytesLeft) {
            report(OutputFile.problem(path, file.size(), Problem.TOO_LARGE));
            return;
        }
        bytesLeft -= file.size();
        long offset = 0;
        do {
            var piece = new byte[(int) Math.min(PIECE, file.size() - offset)];
            read(file, offset, piece);
            if (!sink.file(OutputFile.piece(path, Bytes.wrap(piece), offset, file.size()))) {
                report(OutputFile.problem(path, file.size(), Problem.READER_TOO_SLOW));
                return;
            }
            offset += piece.length;
        } while (offset < file.size());
    }

    private static void read(RegularFile file, long offset, byte[] piece) {
        switch (file) {
            case ScratchFile scratch -> scratch.read(offset, piece);
            case FixedFile fixed -> System.arraycopy(fixed.content().bytes(), (int) offset, piece, 0, piece.length);
        }
    }

    private void report(OutputFile problem) throws InterruptedException {
        var unused = sink.file(problem);
    }

    private record Found(String path, FileNode node) {}
}
