// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * The party that a run is charged to. Tenants share slots and queue fairly.
 *
 * @param name an authenticated name, a name that the caller claims, or an address; never empty
 */
public record Tenant(String name) {
    /** The tenant of callers without a name. */
    public static final Tenant ANYBODY = new Tenant("anybody");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public Tenant {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the tenant's name is empty");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
