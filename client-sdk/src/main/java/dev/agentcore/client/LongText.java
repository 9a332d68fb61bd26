package dev.agentcore.client;

/** Text of which the middle may be left out. */
final class LongText {
    private LongText() {}

    /**
     * The text, or its beginning and its end, with a line between them that says how much is left out. Cuts between lines if
     * that costs less than half of what is kept, and never in the middle of a character.
     *
     * @param most how long it may become, in {@code char}s
     * @param headPercent how much of what is kept is the beginning
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
