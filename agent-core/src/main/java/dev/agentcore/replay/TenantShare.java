// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.replay;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tenant's part of what is remembered. Not safe for use by many threads. */
final class TenantShare {
    private final Map<RememberedRun, Long> running = new LinkedHashMap<>();
    private final Map<RememberedRun, Long> ended = new LinkedHashMap<>();
    private final Set<RememberedRun> spent = new LinkedHashSet<>();
    private long bytes;

    /** What its runs hold, in bytes. */
    long bytes() {
        return bytes;
    }

    /** How many of its runs have ended. */
    int endedRuns() {
        return ended.size() + spent.size();
    }

    boolean isEmpty() {
        return running.isEmpty() && endedRuns() == 0;
    }

    /** What a run that goes on holds. */
    long heldBy(RememberedRun run) {
        return running.getOrDefault(run, 0L);
    }

    /** A run is there, and may hold so much more. */
    void hold(RememberedRun run, long more) {
        running.merge(run, more, Long::sum);
        bytes += more;
    }

    /** A run has ended, and holds so much; if that is nothing, only that it was there. */
    void end(RememberedRun run, long held) {
        remove(run);
        if (held == 0) {
            spent.add(run);
        } else {
            ended.put(run, held);
            bytes += held;
        }
    }

    /** Forgets a run. */
    void remove(RememberedRun run) {
        Long held = running.remove(run);
        if (held == null) {
            held = ended.remove(run);
        }
        bytes -= held == null ? 0 : held;
        spent.remove(run);
    }

    /** A run that goes on holds nothing any more. */
    void release(RememberedRun run) {
        bytes -= heldBy(run);
        running.put(run, 0L);
    }

    /** Takes from a run what it holds: from the one that ended first, and from one that goes on only if none has ended. */
    RememberedRun shed() {
        Iterator<RememberedRun> oldest = ended.keySet().iterator();
        if (oldest.hasNext()) {
            RememberedRun run = oldest.next();
            end(run, 0);
            return run;
        }
        RememberedRun run = running.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .findFirst()
                .orElseThrow()
                .getKey();
        release(run);
        return run;
    }

    /** The run that can best be forgotten: the first to end, and before the others one that holds nothing. Null for none. */
    @Nullable
    RememberedRun oldestEnded() {
        if (!spent.isEmpty()) {
            return spent.iterator().next();
        }
        return ended.isEmpty() ? null : ended.keySet().iterator().next();
    }
}
