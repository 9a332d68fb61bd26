// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * Stack space that host code needs when a guest calls it. Stateless.
 *
 * <p>A guest can call the host at any depth of its recursion. A stack overflow in the middle of a host function would leave
 * its state inconsistent; and if the state is shared with other runs, such as a connection, a queue or a source of random
 * bytes, it would affect them too. So the host requires space first: if the stack overflows, it does so there, before
 * anything has changed.
 */
public enum StackHeadroom {
    /** For a few calls that change the run's own state. Takes a fraction of a microsecond. */
    STEP(1 << 7),

    /** For everything else: about ten times what a call through gRPC and Netty needs. Takes a few microseconds. */
    CALL(1 << 12);

    /** Each takes at least 16 bytes if compiled, and about 100 if interpreted, as all other code is then. */
    private final int frames;

    StackHeadroom(int frames) {
        this.frames = frames;
    }

    /**
     * Returns if this thread's stack has the space.
     *
     * @throws StackOverflowError if it has not; this ends the run
     */
    public void require() {
        if (descend(frames) != frames) {
            throw new AssertionError("frames were skipped");
        }
    }

    private static int descend(int frames) {
        return frames == 0 ? 0 : descend(frames - 1) + 1;
    }
}
