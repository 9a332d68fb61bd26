// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

/**
 * The permission bits of the next file or directory that a guest creates, which WASI's functions have no argument for. Not
 * thread-safe: used by the thread that runs the guest.
 */
final class CreationMode {
    private static final int NOT_SET = -1;

    private int mode = NOT_SET;

    /** Sets the bits. */
    void set(int permissions) {
        mode = permissions;
    }

    /** The bits that were set since the last call, or else these. */
    int take(int otherwise) {
        int taken = mode == NOT_SET ? otherwise : mode;
        mode = NOT_SET;
        return taken;
    }
}
