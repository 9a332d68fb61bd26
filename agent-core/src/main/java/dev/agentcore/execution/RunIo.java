// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * How one run in a sandbox is connected to the world.
 *
 * @param stdin what it reads from standard input
 * @param output takes what it prints, on the run's thread, while it runs
 * @param cancellation stops it when requested
 */
public record RunIo(Bytes stdin, OutputSink output, Cancellation cancellation) {}
