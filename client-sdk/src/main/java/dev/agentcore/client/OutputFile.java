// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of a file that a program returns, or why the file is not returned. The chunks of a file are contiguous. Immutable.
 */
public final class OutputFile implements ExecutionEvent {
    private final String path;
    private final long offset;
    private final long size;
    private final byte[] data;
    private final @Nullable FileProblem problem;

    private OutputFile(String path, long offset, long size, byte[] data, @Nullable FileProblem problem) {
        this.path = Objects.requireNonNull(path, "path");
        this.offset = offset;
        this.size = size;
        this.data = data;
        this.problem = problem;
    }

    /**
     * A chunk of a file; the bytes are copied.
     *
     * @param path the absolute path in the sandbox
     * @param offset the position of the chunk in the file, in bytes; not negative
     * @param size the size of the whole file, in bytes
     */
    public static OutputFile of(String path, long offset, long size, byte[] data) {
        return new OutputFile(path, offset, size, data.clone(), null);
    }

    /** A file that is not returned, or not completely. */
    public static OutputFile problem(String path, long size, FileProblem problem) {
        return new OutputFile(path, 0, size, new byte[0], Objects.requireNonNull(problem, "problem"));
    }

    /** The absolute path in the sandbox, such as {@code /workspace/out.csv}. The program chooses it: do not trust it. */
    public String path() {
        return path;
    }

    /** The position of this chunk in the file, in bytes. */
    public long offset() {
        return offset;
    }

    /** The size of the whole file, in bytes. */
    public long size() {
        return size;
    }

    /** The bytes, as a read-only view with its own position. */
    public ByteBuffer data() {
        return ByteBuffer.wrap(data).asReadOnlyBuffer();
    }

    /** Why the file is not returned. If present, discard the earlier chunks of this file. */
    public Optional<FileProblem> problem() {
        return Optional.ofNullable(problem);
    }

    /** Whether this is the last chunk of the file. */
    public boolean last() {
        return problem == null && offset + data.length == size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OutputFile that
                && path.equals(that.path)
                && offset == that.offset
                && size == that.size
                && problem == that.problem
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, offset, size, problem, Arrays.hashCode(data));
    }

    @Override
    public String toString() {
        return "OutputFile[" + path + ", offset " + offset + " of " + size + ", " + data.length + " bytes"
                + (problem == null ? "" : ", " + problem) + "]";
    }
}
