// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest;

import java.util.regex.Pattern;

/**
 * The names of an image's parts, as the build writes them and the running program finds them. An image is an interpreter with
 * its packages: a compiled module, an initialised snapshot of it, and its standard library.
 *
 * @param name letters and digits that begin with a letter, all lower case; part of a Java package name
 */
public record GuestImage(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,31}");

    /** CPython with its standard library only. */
    public static final GuestImage BASE = new GuestImage("base");

    /** The folder of all images. */
    public static final String FOLDER = "dev/agentcore/guest/image";

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is invalid
     */
    public GuestImage {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not an image's name: " + name);
        }
    }

    /** The package of everything that is generated from the image's interpreter, as a folder. */
    public String folder() {
        return FOLDER + "/" + name;
    }

    /** The name that Chicory's compiler gives to the module's classes. */
    public String className() {
        return folder().replace('/', '.') + ".Python";
    }

    /** The class that the host calls: a {@code Machine}. */
    public String machineClass() {
        return className() + "Machine";
    }

    /** The path of the module without its functions' bodies. */
    public String module() {
        return folder() + "/Python.meta";
    }

    /** The path of the snapshot. */
    public String snapshot() {
        return folder() + "/python.snapshot";
    }

    /** The path of the standard library. */
    public String standardLibrary() {
        return folder() + "/stdlib.archive";
    }
}
