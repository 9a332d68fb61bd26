// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

/** Cuts long texts in the middle. */
final class LongText {
    private LongText() {}

    /**
     * Returns the text, or its beginning and end with a line between them that states how much is left out. Cuts between lines if
     * that loses less than half of the kept text, and never within a character.
     *
     * @param most the maximum length, in {@code char}s
     * @param headPercent the percentage of the kept text that is its beginning
     */
    static String shortened(String text, int most, int headPercent) {
        if (text.length() <= most) {
            return text;
        }
        int kept = Math.max(0, most - gap(text.length()).length() - 1);
        int head = headEnd(text, kept * headPercent / 100);
        int tail = tailStart(text, text.length() - (kept - kept * headPercent / 100));
        String before = text.substring(0, head);
        return before
                + (before.isEmpty() || before.endsWith("\n") ? "" : "\n")
                + gap(text.codePointCount(head, tail))
                + text.substring(tail);
    }

    private static String gap(int characters) {
        return "[... " + Quantity.count(characters) + " characters left out ...]\n";
    }

    private static int headEnd(String text, int wanted) {
        int lineEnd = text.lastIndexOf('\n', wanted - 1) + 1;
        if (wanted > 0 && lineEnd >= wanted / 2 && lineEnd > 0) {
            return lineEnd;
        }
        return splitsPair(text, wanted) ? wanted - 1 : wanted;
    }

    private static int tailStart(String text, int wanted) {
        int lineStart = text.indexOf('\n', wanted - 1) + 1;
        if (lineStart > 0 && lineStart - wanted <= (text.length() - wanted) / 2) {
            return lineStart;
        }
        return splitsPair(text, wanted) ? wanted + 1 : wanted;
    }

    private static boolean splitsPair(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isLowSurrogate(text.charAt(index))
                && Character.isHighSurrogate(text.charAt(index - 1));
    }
}
