// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine;

/**
 * A stack in a guest's memory, as unsigned addresses. It grows downwards.
 *
 * @param pointer where it is now
 * @param end its least address; 0 for the stack that the instance began with
 */
public record GuestStack(int pointer, int end) {}
