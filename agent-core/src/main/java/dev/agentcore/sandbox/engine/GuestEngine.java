// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * An engine in a module of its own, which a product may have or not: found by {@link java.util.ServiceLoader}. Thread-safe.
 */
public interface GuestEngine {
    /** The system property that names the folder of {@link #unpack}. */
    String FILES = "agent-core.engine.files";

    /** The engine of that name; empty if this product has none. */
    static Optional<GuestEngine> find(String kind) {
        return ServiceLoader.load(GuestEngine.class, GuestEngine.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(engine -> engine.kind().equals(kind))
                .findFirst();
    }

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

    /**
     * Writes the files that it loads into a folder, so that other processes on this machine need not unpack them: they are told the
     * folder by the system property {@link #FILES}.
     *
     * @param folder exists, and belongs to this program alone
     * @throws EngineUnavailableException as {@link #load} throws it
     */
    default void unpack(Path folder) {
        // Without files of its own, there is nothing to write.
    }

    /** The most that a guest's functions take of the stack of a thread that calls them, in bytes. */
    default long stackBytes() {
        return 0;
    }
}
