// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What the server and a worker process say to each other over a pair of pipes: the server {@link
 * dev.agentcore.worker.wire.Command commands}, the worker answers with {@link dev.agentcore.worker.wire.Event events}. Both are
 * programs of the same jar, so there are no versions.
 *
 * <p>A worker may be in the hands of a program that has broken out of its sandbox. So whatever is read from it is
 * bounded and checked, and a frame that is not as it should be ends the worker.
 */
@NullMarked
package dev.agentcore.worker.wire;

import org.jspecify.annotations.NullMarked;
