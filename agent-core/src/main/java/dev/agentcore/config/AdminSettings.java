// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import java.util.Set;

/**
 * The services for operators. Immutable.
 *
 * @param operators the names of callers that may use AdminService; {@value #ANYBODY} allows every caller; if empty, the
 *     service is not offered
 * @param channelz whether operators can use {@code grpc.channelz.v1}; requires operators
 * @param reflection whether callers can use {@code grpc.reflection.v1}
 */
public record AdminSettings(Set<String> operators, boolean channelz, boolean reflection) {
    /** The name that stands for every caller. */
    public static final String ANYBODY = "*";

    /**
     * Copies the names.
     *
     * @throws IllegalArgumentException for channelz without operators
     */
    public AdminSettings {
        operators = Set.copyOf(operators);
        if (channelz && operators.isEmpty()) {
            throw new IllegalArgumentException("channelz requires operators");
        }
    }

    /** No operators, and reflection. */
    public static AdminSettings defaults() {
        return new AdminSettings(Set.of(), false, true);
    }

    /** A copy with other operators. */
    public AdminSettings withOperators(Set<String> others) {
        return new AdminSettings(others, channelz, reflection);
    }

    /** A copy with or without channelz. */
    public AdminSettings withChannelz(boolean wanted) {
        return new AdminSettings(operators, wanted, reflection);
    }
}
