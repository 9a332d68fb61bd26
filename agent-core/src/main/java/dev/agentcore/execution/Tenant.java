// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * On whose behalf a run is: slots and queue are divided fairly between tenants.
 *
 * @param name an authenticated name, a name that the caller gives, or an address; never empty
 */
public record Tenant(String name) {
    /** Whoever has no name. */
    public static final Tenant ANYBODY = new Tenant("anybody");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public Tenant {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a tenant without a name");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
