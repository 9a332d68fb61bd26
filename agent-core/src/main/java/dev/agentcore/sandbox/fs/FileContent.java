// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import dev.agentcore.execution.Bytes;

/**
 * The content of a regular file. Immutable and thread-safe: many runs read the same file.
 *
 * <p>May be stored in another form, for example compressed, until the file is opened.
 */
public interface FileContent {
    /** The size in bytes; known without unpacking. */
    int size();

    /** Exactly {@link #size} bytes, which must not be changed. Called once for each run that opens the file. */
    byte[] bytes();

    /** Content in an array, which must not be changed from now on. */
    static FileContent ofUnchanging(byte[] content) {
        return new FileContent() {
            @Override
            public int size() {
                return content.length;
            }

            @Override
            public byte[] bytes() {
                return content;
            }
        };
    }

    /** Content in an immutable byte sequence. */
    static FileContent of(Bytes bytes) {
        return new FileContent() {
            @Override
            public int size() {
                return bytes.size();
            }

            @Override
            public byte[] bytes() {
                return bytes.toByteArray();
            }
        };
    }
}
