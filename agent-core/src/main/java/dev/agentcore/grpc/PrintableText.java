// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import java.util.Locale;

/** Text of a caller's, made safe to stand in one line of a message or a log. */
final class PrintableText {
    private PrintableText() {}

    /** {@code text} with what does not print, or could begin a line, written as {@code \\u001b}. */
    static String of(String text) {
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
