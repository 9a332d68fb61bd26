// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggests the correct spelling of a word. */
final class Spelling {
    private static final int FAR = 4;

    private Spelling() {}

    /** The candidate with the smallest edit distance, the first of several; empty if none is close. */
    static Optional<String> nearest(String word, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(candidate -> distance(word, candidate) < Math.max(FAR, word.length() / 3));
    }

    /**
     * The edit distance: the number of letters to change, add or remove.
     *
     * @see <a href="https://doi.org/10.1145/321796.321811">Wagner and Fischer: The string-to-string correction problem</a>
     */
    private static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        int[] current = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(changed, 1 + Math.min(previous[j], current[j - 1]));
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[other.length()];
    }
}
