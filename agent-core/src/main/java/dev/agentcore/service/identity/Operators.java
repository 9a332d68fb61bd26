// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.identity;

import dev.agentcore.execution.Tenant;
import java.util.Set;

/**
 * Who may use what is for operators.
 *
 * @param names of tenants; a tenant without a proved name must not be among them
 * @param everybody whether all callers may
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
