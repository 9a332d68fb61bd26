// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of an image's parts, as the build writes them and the running program finds them. An image is an interpreter with
 * its packages: a compiled module, an initialised snapshot of it, and its standard library.
 *
 * @param name words of lower-case letters and digits, between hyphens or full stops; the first begins with a letter. At most 32
 *     characters
 */
public record GuestImage(String name) {
    private static final Pattern NAME = Pattern.compile("(?=.{1,32}$)[a-z][a-z0-9]*([-.][a-z0-9]+)*");

    /** CPython with its standard library only. */
    public static final GuestImage BASE = new GuestImage("base");

    /** The folder of all images. */
    public static final String FOLDER = "dev/agentcore/guest/image";

    /** The file of the images' names, one a line, the default first. */
    public static final String LIST = FOLDER + "/names";

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

    /**
     * The images that were built, the default first.
     *
     * @throws IllegalStateException if there is none
     * @throws UncheckedIOException if the list cannot be read
     */
    public static List<GuestImage> built() {
        try (InputStream list = open(LIST)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(GuestImage::new)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("the list of images cannot be read", failure);
        }
    }

    /** The package of everything that is generated from the image's interpreter, as a folder. */
    public String folder() {
        return FOLDER + "/" + name.replaceAll("[-.]", "_");
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

    /** Opens a part of an image, or the list of them. */
    static InputStream open(String path) {
        InputStream found = GuestImage.class.getResourceAsStream("/" + path);
        if (found == null) {
            throw new IllegalStateException("this jar was built without a guest: " + path + " is missing");
        }
        return found;
    }
}
