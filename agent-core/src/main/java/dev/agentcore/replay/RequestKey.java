// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.replay;

import dev.agentcore.execution.Tenant;

/**
 * What a run is remembered by. A tenant's ids are its own: no other can find them, or collide with them.
 *
 * @param tenant on whose behalf the call is
 * @param requestId the caller's name for the request
 */
public record RequestKey(Tenant tenant, String requestId) {}
