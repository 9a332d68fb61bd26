// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.io.Serial;
import java.util.List;

/** There is no image of that name. The message names those that exist. */
public final class UnknownImageException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> images;

    /**
     * @param name what was asked for
     * @param images the names of the images that exist
     */
    public UnknownImageException(String name, List<String> images) {
        super("unknown image '%s', known: %s".formatted(name, String.join(", ", images)));
        this.images = List.copyOf(images);
    }

    /** The names of the images that exist. */
    public List<String> images() {
        return images;
    }
}
