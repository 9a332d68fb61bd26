// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;

/**
 * An immutable sequence of bytes. Thread-safe.
 *
 * <p>For components of records: an array can be changed by others, and a {@link java.nio.ByteBuffer} has a position that
 * every reader moves.
 */
public final class Bytes {
    private static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** No bytes. */
    public static Bytes empty() {
        return EMPTY;
    }

    /** A copy of {@code content}. */
    public static Bytes copyOf(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    /** Wraps {@code content} without copying it. It must not be changed afterwards. */
    public static Bytes wrap(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content);
    }

    /** The number of bytes. */
    public int size() {
        return content.length;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return content.clone();
    }

    /**
     * Copies {@code length} bytes, starting at {@code from}, into {@code target}, starting at {@code at}.
     *
     * @throws IndexOutOfBoundsException if either range is out of bounds
     */
    public void copyTo(int from, byte[] target, int at, int length) {
        System.arraycopy(content, from, target, at, length);
    }

    /** A new stream over the bytes. */
    public InputStream newInputStream() {
        return new ByteArrayInputStream(content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Only the size: the content may be secret, or large. */
    @Override
    public String toString() {
        return "Bytes[" + content.length + "]";
    }
}
