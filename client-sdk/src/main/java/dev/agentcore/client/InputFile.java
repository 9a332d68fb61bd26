// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A file in the program's working directory. Read-only for the program unless it has scratch space. Immutable. */
public final class InputFile {
    private final String path;
    private final byte[] content;

    /** Does not copy {@code content}: the caller must not change it afterwards. */
    InputFile(String path, byte[] content) {
        this.path = path;
        this.content = content;
    }

    /** The path relative to the working directory, with {@code /} as separator. */
    public String path() {
        return path;
    }

    /** The content, as a read-only view with its own position. */
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
