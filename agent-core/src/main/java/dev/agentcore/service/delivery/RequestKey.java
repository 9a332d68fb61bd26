// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.Tenant;

/**
 * The key that a retained run is found by. Request ids of different tenants never meet.
 *
 * @param tenant on whose behalf the call is
 * @param requestId the caller's name for the request
 */
public record RequestKey(Tenant tenant, String requestId) {}
