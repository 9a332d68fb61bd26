// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import java.util.Locale;

/** A part of a server's CPU time. */
enum Part {
    GUEST("guest, with the system calls that it makes"),
    CLONING("cloning: memory, instance, files, and giving them back"),
    GRPC("gRPC, with logging"),
    GC("garbage collection"),
    JIT("the JVM's compilers"),
    REST("the rest: scheduling, watchdog, the JVM, the measurement itself");

    private final String description;

    Part(String description) {
        this.description = description;
    }

    /** Its name in the report. */
    String description() {
        return description;
    }

    /** The name of its key in the line RESULT: the share of the server's CPU time, in percent. */
    String key() {
        return "cpu_" + name().toLowerCase(Locale.ROOT) + "_percent";
    }
}
