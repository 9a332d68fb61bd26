// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.util.ArrayList;
import java.util.List;

/** A cancellation that is requested by {@link #request}. Thread-safe; guarded by itself. */
public final class CancellationSource implements Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean requested;

    /** Requests cancellation, and runs the registered actions on this thread. Only the first call has an effect. */
    public void request() {
        List<Runnable> due;
        synchronized (this) {
            if (requested) {
                return;
            }
            requested = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }

    @Override
    public synchronized boolean requested() {
        return requested;
    }

    @Override
    public void onRequest(Runnable action) {
        synchronized (this) {
            if (!requested) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }
}
