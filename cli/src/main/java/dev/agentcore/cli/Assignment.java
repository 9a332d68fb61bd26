// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import picocli.CommandLine.TypeConversionException;

/** {@code NAME=VALUE}; the value may be empty and may contain {@code =}. */
record Assignment(String name, String value) {
    static Assignment parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw new TypeConversionException("'" + text + "' is not NAME=VALUE");
        }
        return new Assignment(text.substring(0, equals), text.substring(equals + 1));
    }
}
