// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service;

import java.nio.charset.StandardCharsets;

/** The size of texts on the wire. */
final class TextSize {
    private TextSize() {}

    static int utf8Bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
