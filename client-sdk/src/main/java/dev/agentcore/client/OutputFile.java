package dev.agentcore.client;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a file that a program gives back, or why it gives none. The pieces of one file follow one another. Immutable.
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
     * A piece of a file; the bytes are copied.
     *
     * @param path absolute, in the sandbox
     * @param offset how many bytes of the file came before, not negative
     * @param size how large the whole file is
     */
    public static OutputFile of(String path, long offset, long size, byte[] data) {
        return new OutputFile(path, offset, size, data.clone(), null);
    }

    /** A file that does not come back, or not further. */
    public static OutputFile problem(String path, long size, FileProblem problem) {
        return new OutputFile(path, 0, size, new byte[0], Objects.requireNonNull(problem, "problem"));
    }

    /** Where the file is in the sandbox: absolute, such as {@code /workspace/out.csv}. The server's word: check it. */
    public String path() {
        return path;
    }

    /** How many bytes of the file came before these. */
    public long offset() {
        return offset;
    }

    /** How large the whole file is. */
    public long size() {
        return size;
    }

    /** The bytes: a view that cannot be written to, with a position of its own. */
    public ByteBuffer data() {
        return ByteBuffer.wrap(data).asReadOnlyBuffer();
    }

    /** Why there is no more of this file; what came of it before is to be thrown away. */
    public Optional<FileProblem> problem() {
        return Optional.ofNullable(problem);
    }

    /** Whether this is the file's last piece. */
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
