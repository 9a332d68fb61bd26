// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import dev.agentcore.guest.Snapshot;
import dev.agentcore.sandbox.engine.EngineUnavailableException;
import dev.agentcore.sandbox.engine.GuestEngine;
import dev.agentcore.sandbox.engine.GuestModule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** wasmtime, in this process. Thread-safe. */
public final class NativeEngine implements GuestEngine {
    private static final Logger LOG = LoggerFactory.getLogger(NativeEngine.class);

    private final @Nullable RestoreWay way;
    private final BiConsumer<Snapshot, NativeMapping> restored;
    private @Nullable Library library;

    /** For {@link java.util.ServiceLoader}. */
    public NativeEngine() {
        this(null, (snapshot, mapping) -> {});
    }

    /**
     * An engine for tests.
     *
     * @param way how written pages are found; null for the best that works here
     * @param restored gets each memory before it is used again, and what it should be
     */
    NativeEngine(@Nullable RestoreWay way, BiConsumer<Snapshot, NativeMapping> restored) {
        this.way = way;
        this.restored = restored;
    }

    @Override
    public String kind() {
        return "native";
    }

    @Override
    public GuestModule load(String image, int prepared) {
        return load(NativeParts.ofBuild(), image, prepared);
    }

    @Override
    public long stackBytes() {
        return Interface.WASM_STACK.value();
    }

    @Override
    public void unpack(Path folder) {
        NativeParts.ofBuild().unpack(folder, architecture());
    }

    NativeModule load(NativeParts parts, String image, int prepared) {
        String folder = architecture() + "/";
        Library loaded = library(parts, folder);
        if (!parts.has(image + ".snapshot") || !parts.has(folder + image + ".cwasm")) {
            throw new EngineUnavailableException(
                    "this build has no machine code of the image \"%s\": engine-native was made for other images"
                            .formatted(image));
        }
        Snapshot snapshot = snapshot(parts, image);
        try {
            NativeModule module = parts.withFile(
                    folder + image + ".cwasm",
                    file -> new NativeModule(
                            loaded, file, snapshot, prepared, way, mapping -> restored.accept(snapshot, mapping)));
            LOG.info(
                    "Native engine: image {}, {} pages of snapshot, restored by {}",
                    image,
                    snapshot.pages(),
                    module.way().name().toLowerCase(Locale.ROOT));
            return module;
        } catch (NativeFailure refused) {
            throw new EngineUnavailableException("the native engine does not start: " + refused.getMessage(), refused);
        }
    }

    /** One for all images. */
    private synchronized Library library(NativeParts parts, String folder) {
        Library known = library;
        if (known == null) {
            known = parts.withFile(folder + "libagent_core_engine.so", Library::load);
            library = known;
        }
        return known;
    }

    private static Snapshot snapshot(NativeParts parts, String image) {
        try {
            return Snapshot.read(new ByteArrayInputStream(parts.read(image + ".snapshot")));
        } catch (IOException malformed) {
            throw new EngineUnavailableException("the native engine's snapshot is not one", malformed);
        }
    }

    /** As the build names it. */
    static String architecture() {
        String name = System.getProperty("os.name") + ' ' + System.getProperty("os.arch");
        return switch (name) {
            case "Linux amd64" -> "x86_64";
            case "Linux aarch64" -> "aarch64";
            default -> throw new EngineUnavailableException("there is no native engine for " + name);
        };
    }
}
