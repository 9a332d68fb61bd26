// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.RunSpec;
import dev.agentcore.execution.Watched;
import dev.agentcore.sandbox.fs.FileCopy;
import dev.agentcore.sandbox.guest.FrozenGuest;
import dev.agentcore.sandbox.guest.Guest;
import dev.agentcore.sandbox.guest.GuestEnding;
import dev.agentcore.sandbox.wasi.StdioConsumer;

/** Stands for a guest whose initial memory exceeds the limit of its sandbox. Stateless. */
final class TooSmallGuest implements Guest {
    @Override
    public int pages() {
        return 0;
    }

    @Override
    public int growthRefusals() {
        return 0;
    }

    @Override
    public Watched threads() {
        return Watched.nothing();
    }

    /** Does nothing: it has no signals. */
    @Override
    public void interrupt() {}

    @Override
    public GuestEnding run(RunSpec spec, Bytes stdin, StdioConsumer stdio, boolean last) {
        return new GuestEnding.NoRoom();
    }

    @Override
    public String salvage(StdioConsumer stdio) {
        return "";
    }

    @Override
    public void requireRepeatable() {
        throw CommandGuest.unsupported();
    }

    @Override
    public Guest copy(FileCopy files) {
        throw CommandGuest.unsupported();
    }

    @Override
    public FrozenGuest freeze(FileCopy files) {
        throw CommandGuest.unsupported();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
