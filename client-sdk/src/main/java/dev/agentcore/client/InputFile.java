package dev.agentcore.client;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A file that a program finds in its working directory, read-only unless it has scratch. Immutable. */
public final class InputFile {
    private final String path;
    private final byte[] content;

    /** Takes the array over: the caller has made it, and keeps no hold of it. */
    InputFile(String path, byte[] content) {
        this.path = path;
        this.content = content;
    }

    /** Relative to the working directory, with {@code /} between its parts. */
    public String path() {
        return path;
    }

    /** The file's bytes: a view that cannot be written to, with a position of its own. */
    public ByteBuffer content() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InputFile that && path.equals(that.path) && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * path.hashCode() + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "InputFile[" + path + ", " + content.length + " bytes]";
    }
}
