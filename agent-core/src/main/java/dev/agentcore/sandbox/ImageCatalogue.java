// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.MemoryFootprint;
import dev.agentcore.execution.PythonImage;
import dev.agentcore.execution.PythonImage.InstalledPackage;
import dev.agentcore.execution.UnknownImageException;
import dev.agentcore.sandbox.fs.GuestFiles;
import dev.agentcore.sandbox.guest.GuestSource;
import java.util.List;

/** The images that sandboxes are made of, by name. The first is the default. Immutable and thread-safe. */
public final class ImageCatalogue implements AutoCloseable {
    private final List<Image> images;

    /**
     * @param images at least one, the default first; closed with the catalogue
     * @throws IllegalArgumentException if there is none, or two have the same name
     */
    public ImageCatalogue(List<Image> images) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("no image");
        }
        if (images.stream().map(Image::name).distinct().count() < images.size()) {
            throw new IllegalArgumentException("two images of the same name");
        }
        this.images = List.copyOf(images);
    }

    /**
     * An image: an interpreter with its packages, its files, and the source of its guests.
     *
     * @param name what requests call it; not empty
     * @param packages what is installed besides the standard library
     * @param guests makes its guests, some of them ahead
     * @param files what its guests see
     * @param imageBytes what the image takes of the heap, without the operator's mounts
     * @param preparedBytes what its prepared guests take of the heap
     * @param outsideBytes what the image and its prepared guests take outside the heap
     */
    public record Image(
            String name,
            Interpreter interpreter,
            List<InstalledPackage> packages,
            GuestSource guests,
            GuestFiles files,
            long imageBytes,
            long preparedBytes,
            long outsideBytes) {
        /** Copies the list. */
        public Image {
            packages = List.copyOf(packages);
        }

        /** An image that is on the heap. */
        public Image(
                String name,
                Interpreter interpreter,
                List<InstalledPackage> packages,
                GuestSource guests,
                GuestFiles files,
                long imageBytes,
                long preparedBytes) {
            this(name, interpreter, packages, guests, files, imageBytes, preparedBytes, 0);
        }

        PythonImage describe() {
            return new PythonImage(name, interpreter, packages, guests.prepared());
        }
    }

    /**
     * The image of that name; the default one if the name is empty.
     *
     * @throws UnknownImageException if there is none
     */
    Image get(String name) {
        if (name.isEmpty()) {
            return images.getFirst();
        }
        for (Image image : images) {
            if (image.name().equals(name)) {
                return image;
            }
        }
        throw new UnknownImageException(name, images.stream().map(Image::name).toList());
    }

    /** All images as they are now, the default first. */
    List<PythonImage> describe() {
        return images.stream().map(Image::describe).toList();
    }

    /** What all images take. The operator's mounts are the same for all. */
    MemoryFootprint footprint() {
        return new MemoryFootprint(
                images.stream().mapToLong(Image::imageBytes).sum(),
                images.stream().mapToLong(Image::preparedBytes).sum(),
                images.getFirst().files().mountedBytes(),
                images.stream().mapToLong(Image::outsideBytes).sum());
    }

    @Override
    public void close() {
        images.forEach(image -> image.guests().close());
    }
}
