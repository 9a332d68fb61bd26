// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.identity;

import dev.agentcore.execution.Tenant;
import java.util.Set;

/**
 * The callers with operator permission.
 *
 * @param names the tenants with operator permission; each name must be one that callers prove
 * @param everybody whether all callers have operator permission
 */
public record Operators(Set<String> names, boolean everybody) {
    /** Copies the names. */
    public Operators {
        names = Set.copyOf(names);
    }

    /** Whether the tenant is an operator. */
    public boolean include(Tenant tenant) {
        return everybody || names.contains(tenant.name());
    }
}
