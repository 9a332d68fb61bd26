// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

/** Finds incomplete UTF-8 sequences. */
final class Utf8 {
    private Utf8() {}

    /**
     * The length of the incomplete sequence at the end, 0 to 3 bytes. A decoder has no state before a lead byte, so the bytes
     * before it decode to the same text with or without it, even if they are malformed.
     */
    static int unfinishedLength(byte[] bytes) {
        int furthest = Math.min(3, bytes.length);
        for (int back = 1; back <= furthest; back++) {
            byte candidate = bytes[bytes.length - back];
            if (isLead(candidate)) {
                return sequenceLength(candidate) > back ? back : 0;
            }
            if (candidate >= 0) {
                return 0;
            }
        }
        return 0;
    }

    private static boolean isLead(byte value) {
        return (value & 0xC0) == 0xC0;
    }

    private static int sequenceLength(byte lead) {
        int value = lead & 0xFF;
        if (value >= 0xF0) {
            return value <= 0xF4 ? 4 : 1;
        }
        if (value >= 0xE0) {
            return 3;
        }
        return value >= 0xC2 ? 2 : 1;
    }
}
