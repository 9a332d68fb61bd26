// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

/** A name in {@code /dev}. */
public sealed interface SpecialFile extends FileNode permits Device, DescriptorName {}
