// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import dev.agentcore.execution.FrozenSandbox;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.execution.Tenant;
import dev.agentcore.worker.wire.Command;

/** A frozen sandbox, which is in its worker and lives as long as that. Thread-safe. */
final class WorkerFrozenSandbox implements FrozenSandbox {
    private final WorkerPool pool;
    private final Tenant tenant;
    private final Worker worker;
    private final int number;
    private final long bytes;

    private WorkerFrozenSandbox(WorkerPool pool, Tenant tenant, Worker worker, int number, long bytes) {
        this.pool = pool;
        this.tenant = tenant;
        this.worker = worker;
        this.number = number;
        this.bytes = bytes;
    }

    static WorkerFrozenSandbox of(WorkerPool pool, Tenant tenant, Worker worker, int number, long bytes) {
        var frozen = new WorkerFrozenSandbox(pool, tenant, worker, number, bytes);
        pool.use(tenant, worker);
        pool.onceForgotten(frozen, () -> {
            worker.sendLater(new Command.DropFrozen(number));
            pool.release(tenant, worker);
        });
        return frozen;
    }

    /** @throws IllegalStateException if its worker has ended */
    @Override
    public Sandbox open() {
        Channel channel = worker.newChannel();
        try {
            channel.send(new Command.OpenFrozen(channel.number(), number));
        } catch (WorkerLostException lost) {
            worker.forget(channel);
            throw new IllegalStateException("the frozen sandbox is lost: its process has ended", lost);
        }
        pool.use(tenant, worker);
        return WorkerSandbox.of(pool, tenant, channel);
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
