// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.util.Locale;

/** Escapes text from callers, so that it fits in one line of a message or of a log. Stateless. */
public final class PrintableText {
    private PrintableText() {}

    /** {@code text} with characters that are not printable, or end a line, escaped as in {@code \\u001b}. */
    public static String of(String text) {
        var printable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(printable, point));
        return printable.toString();
    }

    private static void append(StringBuilder printable, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> printable.append(String.format(Locale.ROOT, "\\u%04x", point));
            default -> printable.appendCodePoint(point);
        }
    }
}
