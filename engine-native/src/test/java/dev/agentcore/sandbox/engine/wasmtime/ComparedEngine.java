// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import dev.agentcore.guest.Snapshot;
import dev.agentcore.sandbox.engine.GuestEngine;
import dev.agentcore.sandbox.engine.GuestModule;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The native engine, but each memory that a sandbox has left is compared with the snapshot, byte by byte, before another one
 * gets it: if one differs, the sandbox cannot be closed, and its test fails.
 */
public final class ComparedEngine implements GuestEngine {
    private final NativeEngine engine;

    /** For {@link java.util.ServiceLoader}. */
    public ComparedEngine() {
        this(null);
    }

    ComparedEngine(@Nullable RestoreWay way) {
        engine = new NativeEngine(way, ComparedEngine::compare);
    }

    private static void compare(Snapshot snapshot, NativeMapping mapping) {
        var memory = new NativeMemory(mapping);
        if (memory.pages() != snapshot.pages()) {
            throw new AssertionError("%d pages of %d".formatted(memory.pages(), snapshot.pages()));
        }
        byte[] expected = snapshot.memory();
        long difference = MemorySegment.mismatch(
                mapping.bytes(), 0, expected.length, MemorySegment.ofArray(expected), 0, expected.length);
        if (difference >= 0) {
            throw new AssertionError("the byte at %d is another sandbox's".formatted(difference));
        }
    }

    @Override
    public String kind() {
        return "native-compared";
    }

    @Override
    public GuestModule load(String image, int prepared) {
        return engine.load(image, prepared);
    }
}
