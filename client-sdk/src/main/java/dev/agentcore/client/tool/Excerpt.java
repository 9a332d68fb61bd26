// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows untrusted values in a few printable characters. */
final class Excerpt {
    private static final int MOST_CODE_POINTS = 40;

    private Excerpt() {}

    /** Any JSON value. Does not look into objects and arrays, which may be huge. */
    static String of(@Nullable Object value) {
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof Collection) {
            return "an array";
        }
        if (value == null || value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            return String.valueOf(value);
        }
        // Not toString(), which computes all digits of a BigInteger.
        return value instanceof Number number
                ? Double.toString(number.doubleValue())
                : "a " + value.getClass().getSimpleName();
    }

    static String quoted(String text) {
        return "'" + cut(text) + "'";
    }

    /** The first characters, with unprintable ones escaped. */
    static String cut(String text) {
        StringBuilder printable = new StringBuilder();
        int index = 0;
        for (int count = 0; index < text.length() && count < MOST_CODE_POINTS; count++) {
            int codePoint = text.codePointAt(index);
            index += Character.charCount(codePoint);
            if (prints(codePoint)) {
                printable.appendCodePoint(codePoint);
            } else {
                printable.append(String.format("\\u%04x", codePoint));
            }
        }
        return index < text.length() ? printable + "..." : printable.toString();
    }

    private static boolean prints(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
