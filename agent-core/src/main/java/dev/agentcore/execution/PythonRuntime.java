// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.util.List;
import java.util.Set;

/**
 * Runs Python programs in sandboxes, each isolated from all others. Thread-safe.
 *
 * <p>Speaks of sandboxes, runs and results, not of processes, so that another engine can stand behind it.
 */
public interface PythonRuntime extends AutoCloseable {
    /** The images that sandboxes can be made of, at least one; the first is the default. */
    List<PythonImage> images();

    /**
     * The image of that name; the default one if the name is empty.
     *
     * @throws UnknownImageException if there is none
     */
    default PythonImage image(String name) {
        List<PythonImage> all = images();
        if (name.isEmpty()) {
            return all.getFirst();
        }
        return all.stream()
                .filter(image -> image.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownImageException(
                        name, all.stream().map(PythonImage::name).toList()));
    }

    /** The interpreter of the default image. */
    default Interpreter interpreter() {
        return image("").interpreter();
    }

    /** The forms in which it can return the value of a program's last expression; {@link ResultFormat#NONE} is one. */
    Set<ResultFormat> resultFormats();

    /** The most memory that a sandbox with these limits can take at a time, and where. */
    MemoryClaim claim(Limits limits);

    /** The memory that this runtime keeps until it is closed. */
    MemoryFootprint footprint();

    /** The number of sandboxes that are prepared now, of all images together. */
    default int prepared() {
        return images().stream().mapToInt(PythonImage::prepared).sum();
    }

    /**
     * Opens a sandbox. Runs nothing in it.
     *
     * @throws UnknownImageException if there is no image of that name
     * @throws RuntimeException if the sandbox cannot be made: an internal error, or no memory for it
     */
    Sandbox open(SandboxSpec spec);

    /**
     * Opens the sandbox that a request describes. Runs nothing in it.
     *
     * @throws RuntimeException as {@link #open(SandboxSpec)} throws it
     */
    default Sandbox open(ExecutionRequest request) {
        return open(request.sandboxSpec());
    }

    /** Releases what it holds. No sandbox may be open. */
    @Override
    void close();
}
