// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * Room on a guest's stack for code of the host's.
 *
 * <p>A guest can call the host from any depth of its recursion. If the stack ended in the middle of what the host does,
 * that would stay half done; and where it is shared with other runs, such as a connection, a queue or a source of random
 * bytes, it would stay so for them too. So the host asks for room first: then the stack ends there, where nothing is half
 * done.
 */
public enum StackHeadroom {
    /** For a few calls that change what is the run's own. Takes a fraction of a microsecond. */
    STEP(1 << 7),

    /** For all else: some ten times what a call through gRPC and Netty takes. Takes some microseconds. */
    CALL(1 << 12);

    /** Of 16 bytes at least where they are compiled, and a hundred where they are interpreted, as all else is then. */
    private final int frames;

    StackHeadroom(int frames) {
        this.frames = frames;
    }

    /**
     * Returns if there is room on this thread's stack.
     *
     * @throws StackOverflowError if there is none; it ends the run
     */
    public void require() {
        if (descend(frames) != frames) {
            throw new AssertionError("a frame was left out");
        }
    }

    private static int descend(int frames) {
        return frames == 0 ? 0 : descend(frames - 1) + 1;
    }
}
