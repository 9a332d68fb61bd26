// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Whether this build has the engine's native parts. */
final class BuiltEngine {
    private BuiltEngine() {}

    /** Skips a test where there was no cargo. */
    static void assume() {
        assumeTrue(
                NativeParts.class.getResource("native/parts.properties") != null,
                "the native engine is not tested: it was built without cargo");
    }

    static InputStream require(@Nullable InputStream file) {
        if (file == null) {
            throw new AssertionError("not in the build");
        }
        return file;
    }
}
