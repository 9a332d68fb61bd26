// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs that wait for a slot. Tenants take turns, and a tenant's runs go in the order in which they came: however many one
 * has sent, the first of another is next but one. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/75247.75248">Demers, Keshav, Shenker: Analysis and simulation of a fair queueing
 *     algorithm</a>, of which this is the simplest case: all runs count the same
 */
final class WaitingRuns {
    private final LinkedHashSet<Run> all = new LinkedHashSet<>();

    /** In the order of their turns; none without a run. */
    private final LinkedHashMap<Tenant, ArrayDeque<Run>> turns = new LinkedHashMap<>();

    int size() {
        return all.size();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** How many runs of a tenant's wait. */
    int size(Tenant tenant) {
        ArrayDeque<Run> own = turns.get(tenant);
        return own == null ? 0 : own.size();
    }

    void add(Run run) {
        all.add(run);
        turns.computeIfAbsent(run.tenant(), newcomer -> new ArrayDeque<>()).add(run);
    }

    /** False if it is not here. */
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

    /** The one that came first; null if none waits. */
    @Nullable
    Run oldest() {
        return all.isEmpty() ? null : all.getFirst();
    }

    /** The one whose turn it is, among the tenants that may have one; null if there is none. */
    @Nullable
    Run next(Predicate<Tenant> mayHaveTurn) {
        for (Map.Entry<Tenant, ArrayDeque<Run>> tenant : turns.entrySet()) {
            if (mayHaveTurn.test(tenant.getKey())) {
                return tenant.getValue().getFirst();
            }
        }
        return null;
    }

    /** Takes out the one whose turn it is; then it is the turn of others. */
    void take(Run next) {
        Tenant tenant = next.tenant();
        remove(next);
        ArrayDeque<Run> left = turns.remove(tenant);
        if (left != null) {
            turns.put(tenant, left);
        }
    }

    /**
     * Where nobody more may wait: the run whose place a newcomer may have. It is the last one of the tenant with the most,
     * if that has two more than the newcomer's: so a burst of one tenant's does not keep out the others.
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

    /** All, in the order in which they came. */
    List<Run> all() {
        return List.copyOf(all);
    }

    /** All, in the order in which they came; none is left. */
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
