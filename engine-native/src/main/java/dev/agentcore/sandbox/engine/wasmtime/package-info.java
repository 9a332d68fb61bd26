// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The engine port on wasmtime: native code, compiled ahead of time, called by the foreign function interface.
 *
 * <p>What is called is in {@code src/main/rust/library}. No address that a guest names is used but behind a comparison with
 * the size of its memory, and no exception leaves an upcall.
 */
@NullMarked
package dev.agentcore.sandbox.engine.wasmtime;

import org.jspecify.annotations.NullMarked;
