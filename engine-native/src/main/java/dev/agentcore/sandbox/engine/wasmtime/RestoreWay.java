// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

/** How the pages are found that a sandbox has written to: {@code Way} in the library. */
enum RestoreWay {
    /** By a system call of Linux 6.7. */
    PAGEMAP_SCAN(0),
    /** By reading {@code /proc/self/pagemap}. */
    PAGEMAP_FILE(1),
    /** Not at all: all pages come from the snapshot again. */
    WHOLE(2);

    private final long code;

    RestoreWay(long code) {
        this.code = code;
    }

    /** The library's number for it. */
    long code() {
        return code;
    }

    static RestoreWay of(long code) {
        for (RestoreWay way : values()) {
            if (way.code == code) {
                return way;
            }
        }
        throw new IllegalArgumentException("no way " + code);
    }
}
