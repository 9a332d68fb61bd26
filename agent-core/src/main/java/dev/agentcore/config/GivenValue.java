// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

/**
 * The text of a value and where it was set. Immutable.
 *
 * @param text the value, not yet parsed
 * @param origin where it was set, for messages: {@code --port}, {@code AGENT_CORE_LISTEN_PORT}, {@code agent.yaml:7}
 */
public record GivenValue(String text, String origin) {}
