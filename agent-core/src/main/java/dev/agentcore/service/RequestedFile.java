// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service;

import dev.agentcore.execution.Bytes;

/** A file that a request brings; not validated. */
public interface RequestedFile {
    /** Its path, relative to the working directory. */
    String path();

    /** Its size, in bytes. */
    long size();

    /** Its content; may copy it. */
    Bytes content();
}
