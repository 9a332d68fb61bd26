// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.sandbox.engine.GuestModule;
import dev.agentcore.sandbox.fs.Directory;
import dev.agentcore.sandbox.threads.ThreadPool;
import dev.agentcore.sandbox.wasi.Preopen;
import dev.agentcore.sandbox.wasi.WasiEnvironment;
import dev.agentcore.sandbox.wasi.WasiHost;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Clones of one initialised interpreter. Thread-safe. */
public final class SnapshotGuests implements GuestSource {
    private final GuestModule module;
    private final ThreadPool pool;
    private final SecureRandom random;

    /**
     * @param module what to clone; closed with this
     * @param pool runs the guests' threads; closed with this
     */
    public SnapshotGuests(GuestModule module, ThreadPool pool, SecureRandom random) {
        this.module = module;
        this.pool = pool;
        this.random = random;
    }

    @Override
    public Guest open(long memoryBytes, Directory root) {
        var environment = new WasiEnvironment(
                List.of(new Preopen("/", root)),
                Bytes.empty(),
                SnapshotGuests::refuseOutput,
                random,
                InstantSource.system());
        return SnapshotGuest.open(
                pool,
                waiting -> new WasiHost(environment, waiting),
                imports -> module.instantiate(imports, GuestSource.maximumPages(memoryBytes)),
                false);
    }

    private static void refuseOutput(OutputStreamName stream, byte[] data) {
        throw new IllegalStateException("output while no program runs");
    }

    @Override
    public int prepared() {
        return module.prepared();
    }

    @Override
    public void close() {
        module.close();
        pool.close();
    }
}
