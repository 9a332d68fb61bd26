// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command;

import dev.agentcore.execution.Bytes;
import dev.agentcore.sandbox.engine.GuestModule;
import dev.agentcore.sandbox.fs.Directory;
import dev.agentcore.sandbox.guest.Guest;
import dev.agentcore.sandbox.guest.GuestSource;
import dev.agentcore.sandbox.wasi.Preopen;
import dev.agentcore.sandbox.wasi.WasiEnvironment;
import dev.agentcore.sandbox.wasi.WasiHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/**
 * Instances of a command module that behaves like {@code python -c}. It is given {@code command.py} as its code, and the
 * program as that one's argument, so that the program has its working directory and its name. Thread-safe.
 */
final class CommandGuests implements GuestSource {
    private static final String LAUNCHER = "command.py";

    private final GuestModule module;
    private final SecureRandom random;
    private final String launcher = launcher();

    CommandGuests(GuestModule module, SecureRandom random) {
        this.module = module;
        this.random = random;
    }

    private static String launcher() {
        try (InputStream resource = CommandGuests.class.getResourceAsStream(LAUNCHER)) {
            if (resource == null) {
                throw new IllegalStateException("missing resource " + LAUNCHER);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public Guest open(long memoryBytes, Directory root) {
        int maximumPages = GuestSource.maximumPages(memoryBytes);
        if (module.snapshotPages() > maximumPages) {
            return new TooSmallGuest();
        }
        var report = new ReportFile();
        var wasi = new WasiHost(new WasiEnvironment(
                List.of(new Preopen("/", root), report.preopen()),
                Bytes.empty(),
                (stream, data) -> {
                    throw new IllegalStateException("output while no program runs");
                },
                random,
                InstantSource.system()));
        return new CommandGuest(module.instantiate(wasi.hostFunctions(), maximumPages), wasi, report, launcher);
    }

    @Override
    public void close() {
        module.close();
    }
}
