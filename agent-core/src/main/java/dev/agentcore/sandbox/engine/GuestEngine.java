// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine;

/**
 * An engine in a module of its own, which a product may have or not: found by {@link java.util.ServiceLoader}. Thread-safe.
 */
public interface GuestEngine {
    /** The name by which it is chosen: lower-case letters. */
    String kind();

    /**
     * Loads an image's module for this engine.
     *
     * @param image the image's name
     * @param prepared how many instances to hold ready, at least 1: as many as run at a time
     * @throws EngineUnavailableException if this machine, or this build, cannot run it
     */
    GuestModule load(String image, int prepared);

    /** The most that a guest's functions take of the stack of a thread that calls them, in bytes. */
    default long stackBytes() {
        return 0;
    }
}
