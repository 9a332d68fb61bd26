// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What retains a run's journal, as the journal sees it. Thread-safe. */
interface Retention {
    /** Whether the run may hold so much more memory while it is in progress, in bytes. Takes the registry's lock. */
    boolean grant(long bytes);

    /** The run has ended and holds so much, in bytes; zero if its output is not retained. Takes the registry's lock. */
    void ended(long bytes);

    /** The run need not be retained. Takes the registry's lock. */
    void forget();

    /** Schedules an action for when a run has had no reader for too long; null if that is at once. Takes no lock. */
    @Nullable
    Future<?> afterReconnectTimeout(Runnable action);

    /** Retains nothing: a live run's. */
    final class None implements Retention {
        @Override
        public boolean grant(long bytes) {
            return false;
        }

        @Override
        public void ended(long bytes) {
            // Nothing is retained.
        }

        @Override
        public void forget() {
            // Nothing is retained.
        }

        @Override
        public @Nullable Future<?> afterReconnectTimeout(Runnable action) {
            return null;
        }
    }
}
