// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.execution.Bytes;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/**
 * The environment of a guest. Immutable.
 *
 * @param arguments its arguments, the first of which is its own name; without NULs
 * @param variables its environment, each {@code NAME=VALUE}; without NULs
 * @param preopens its directories, which get the descriptors 3, 4 and so on; a clone of a snapshot needs the same paths in
 *     the same order as the snapshot had
 * @param stdin the standard input
 * @param stdio receives its output
 * @param random its source of random bytes
 * @param wallClock its clock
 */
public record WasiEnvironment(
        StringTable arguments,
        StringTable variables,
        List<Preopen> preopens,
        Bytes stdin,
        StdioConsumer stdio,
        SecureRandom random,
        InstantSource wallClock) {
    public WasiEnvironment {
        preopens = List.copyOf(preopens);
    }

    /** Without arguments and variables, for a guest that gets both in each request. */
    public WasiEnvironment(
            List<Preopen> preopens, Bytes stdin, StdioConsumer stdio, SecureRandom random, InstantSource wallClock) {
        this(StringTable.of(List.of()), StringTable.of(List.of()), preopens, stdin, stdio, random, wallClock);
    }
}
