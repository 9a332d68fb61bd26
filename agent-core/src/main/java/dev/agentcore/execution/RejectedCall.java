// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import org.jspecify.annotations.Nullable;

/**
 * A call that ended before there was a request to run: not allowed, not valid, or too early.
 *
 * @param reason a {@link Rejection.Reason}, or the protocol's own word where the protocol rejected the call; one of a few
 * @param method the method that was called, without its service
 * @param tenant who called; null if that is not known
 * @param peer where the call came from; null if that is not known
 * @param code the program that it brought; null if it brought none
 */
public record RejectedCall(
        String reason,
        String method,
        @Nullable Tenant tenant,
        @Nullable String peer,
        @Nullable String code) {}
