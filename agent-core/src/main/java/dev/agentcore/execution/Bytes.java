// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;

/**
 * An immutable sequence of bytes.
 *
 * <p>A record's component must not be an array that somebody else can change, and a {@link java.nio.ByteBuffer} has a
 * position that every reader moves.
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

    /** {@code content} itself, which nobody may change from now on. */
    public static Bytes wrap(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content);
    }

    /** How many bytes there are. */
    public int size() {
        return content.length;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return content.clone();
    }

    /**
     * Copies {@code length} bytes, from {@code from} on, into {@code target} at {@code at}.
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

    /** The size only: contents may be secret, and large. */
    @Override
    public String toString() {
        return "Bytes[" + content.length + "]";
    }
}
