// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.identity;

import dev.agentcore.execution.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * The caller of a call: its tenant, the method and the peer.
 *
 * @param tenant on whose behalf the call is
 * @param method the method as the face names it, such as {@code ExecutePython}; for the audit log
 * @param peer an address and a port, or {@code unix}; null if that is not known
 */
public record Caller(Tenant tenant, String method, @Nullable String peer) {}
