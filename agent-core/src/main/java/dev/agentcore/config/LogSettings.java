// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

/**
 * The log. Immutable.
 *
 * @param format the format of a line
 * @param level the minimum level
 */
public record LogSettings(Format format, Level level) {
    /** The format of a line. */
    public enum Format {
        /** Plain text, for people. */
        TEXT,
        /** One JSON object per line, for machines. */
        JSON
    }

    /** The severity, the highest first. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** Text, level INFO. */
    public static LogSettings defaults() {
        return new LogSettings(Format.TEXT, Level.INFO);
    }
}
