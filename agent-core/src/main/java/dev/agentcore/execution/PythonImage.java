// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.util.List;

/**
 * An image that sandboxes can be made of: an interpreter and its packages.
 *
 * @param name what a request calls it
 * @param interpreter what runs the programs
 * @param packages what is installed besides the standard library, in the order of the names
 * @param prepared how many sandboxes of it are prepared now, so that the next run need not wait for its own
 */
public record PythonImage(String name, Interpreter interpreter, List<InstalledPackage> packages, int prepared) {
    /** Copies the list. */
    public PythonImage {
        packages = List.copyOf(packages);
    }

    /** An installed package, as {@code pip} names it. */
    public record InstalledPackage(String name, String version) {}
}
