// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import dev.agentcore.execution.Tenant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The runs that wait for a slot. Tenants take turns; the runs of one tenant keep their order of arrival. So a tenant that
 * joins the queue waits for at most one run of each other tenant. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/75247.75248">Demers, Keshav, Shenker: Analysis and simulation of a fair queueing
 *     algorithm</a>; this is its simplest case, in which all runs weigh the same
 */
final class FairQueue {
    private final LinkedHashSet<Run> all = new LinkedHashSet<>();

    /** In the order of their turns. A tenant without a queued run has no entry. */
    private final LinkedHashMap<Tenant, ArrayDeque<Run>> turns = new LinkedHashMap<>();

    int size() {
        return all.size();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The number of a tenant's queued runs. */
    int size(Tenant tenant) {
        ArrayDeque<Run> own = turns.get(tenant);
        return own == null ? 0 : own.size();
    }

    void add(Run run) {
        all.add(run);
        turns.computeIfAbsent(run.tenant(), newcomer -> new ArrayDeque<>()).add(run);
    }

    /** Removes a run. False if it is not queued. */
    boolean remove(Run run) {
        if (!all.remove(run)) {
            return false;
        }
        ArrayDeque<Run> own = queue(run.tenant());
        own.remove(run);
        if (own.isEmpty()) {
            turns.remove(run.tenant());
        }
        return true;
    }

    /** The run that arrived first; null if none is queued. */
    @Nullable
    Run oldest() {
        return all.isEmpty() ? null : all.getFirst();
    }

    /** The run whose turn it is, among the tenants that may have a turn; null if there is none. */
    @Nullable
    Run next(Predicate<Tenant> mayHaveTurn) {
        for (Map.Entry<Tenant, ArrayDeque<Run>> tenant : turns.entrySet()) {
            if (mayHaveTurn.test(tenant.getKey())) {
                return tenant.getValue().getFirst();
            }
        }
        return null;
    }

    /** Removes the run whose turn it is. Its tenant goes to the end of the order. */
    void take(Run next) {
        Tenant tenant = next.tenant();
        remove(next);
        ArrayDeque<Run> left = turns.remove(tenant);
        if (left != null) {
            turns.put(tenant, left);
        }
    }

    /**
     * The run that gives up its place in a full queue to a new one; null if none does. It is the last run of the tenant
     * with the most runs, if that tenant has at least two more than the new run's tenant. So a burst of one tenant does not
     * keep the others out.
     */
    @Nullable
    Run displaceableFor(Tenant newcomer) {
        ArrayDeque<Run> most = queue(newcomer);
        for (ArrayDeque<Run> each : turns.values()) {
            if (each.size() > most.size()) {
                most = each;
            }
        }
        return most.size() > size(newcomer) + 1 ? most.getLast() : null;
    }

    /** All runs, in order of arrival. */
    List<Run> all() {
        return List.copyOf(all);
    }

    /** Removes all runs and returns them, in order of arrival. */
    List<Run> clear() {
        List<Run> left = all();
        all.clear();
        turns.clear();
        return left;
    }

    private ArrayDeque<Run> queue(Tenant tenant) {
        return turns.getOrDefault(tenant, new ArrayDeque<>());
    }
}
