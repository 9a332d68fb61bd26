// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.util.List;

/**
 * A guest image: an interpreter with the packages that programs can import. Immutable.
 *
 * @param name the name for {@link PythonProgram.Builder#image}, such as {@code python}
 * @param interpreter the interpreter that runs programs in this image
 * @param packages the packages beyond the interpreter's standard library, sorted by name; unmodifiable
 * @param isDefault whether programs that name no image run in this one
 */
public record GuestImage(String name, Interpreter interpreter, List<InstalledPackage> packages, boolean isDefault) {
    /** Copies the list. */
    public GuestImage {
        packages = List.copyOf(packages);
    }

    /**
     * An installed package.
     *
     * @param name the distribution's name, such as {@code numpy}
     * @param version the version, such as {@code 2.3.4}
     */
    public record InstalledPackage(String name, String version) {}
}
