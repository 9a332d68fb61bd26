// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import dev.agentcore.execution.Bytes;

/**
 * What a regular file holds. Immutable, and thread-safe: many runs read the same file.
 *
 * <p>May be kept in another form, a compressed one for example, until somebody opens the file.
 */
public interface FileContent {
    /** How many bytes there are; known without making them. */
    int size();

    /** Exactly {@link #size} bytes, which nobody changes. Called once for each run that has the file open. */
    byte[] bytes();

    /** A content that is kept as it is, in an array that nobody changes from now on. */
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

    /** A content that is kept as it is. */
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
