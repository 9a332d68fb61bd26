// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tenant's part of what is retained. Not thread-safe. */
final class TenantShare {
    private final Map<RetainedRun, Long> inProgress = new LinkedHashMap<>();
    private final Map<RetainedRun, Long> ended = new LinkedHashMap<>();
    private final Set<RetainedRun> empty = new LinkedHashSet<>();
    private long bytes;

    /** What its runs hold, in bytes. */
    long bytes() {
        return bytes;
    }

    /** How many of its runs have ended. */
    int endedRuns() {
        return ended.size() + empty.size();
    }

    boolean isEmpty() {
        return inProgress.isEmpty() && endedRuns() == 0;
    }

    /** What a run in progress holds, in bytes. */
    long heldBy(RetainedRun run) {
        return inProgress.getOrDefault(run, 0L);
    }

    /** A run is in progress, and may hold so much more. */
    void hold(RetainedRun run, long more) {
        inProgress.merge(run, more, Long::sum);
        bytes += more;
    }

    /** A run has ended and holds so much; if that is nothing, only its key is retained. */
    void end(RetainedRun run, long held) {
        remove(run);
        if (held == 0) {
            empty.add(run);
        } else {
            ended.put(run, held);
            bytes += held;
        }
    }

    /** Forgets a run. */
    void remove(RetainedRun run) {
        Long held = inProgress.remove(run);
        if (held == null) {
            held = ended.remove(run);
        }
        bytes -= held == null ? 0 : held;
        empty.remove(run);
    }

    /** A run in progress holds nothing any more. */
    void release(RetainedRun run) {
        bytes -= heldBy(run);
        inProgress.put(run, 0L);
    }

    /** Takes from a run what it holds: from the one that ended first, or from one in progress if none has ended. */
    RetainedRun shed() {
        Iterator<RetainedRun> oldest = ended.keySet().iterator();
        if (oldest.hasNext()) {
            RetainedRun run = oldest.next();
            end(run, 0);
            return run;
        }
        RetainedRun run = inProgress.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .findFirst()
                .orElseThrow()
                .getKey();
        release(run);
        return run;
    }

    /** The run to evict: the first that ended, runs that hold nothing before others. Null if none has ended. */
    @Nullable
    RetainedRun oldestEnded() {
        if (!empty.isEmpty()) {
            return empty.iterator().next();
        }
        return ended.isEmpty() ? null : ended.keySet().iterator().next();
    }
}
