// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.chicory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing of one run is in the memory of another. */
@Timeout(60)
class MemoryImagesTest {
    private static final byte PATTERN = 0x5a;

    private final byte[] image = new byte[1 << 16];
    private final MemoryImages images;

    MemoryImagesTest() {
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) (i % 7);
        }
        images = new MemoryImages(image, 2);
    }

    @AfterEach
    void close() {
        images.close();
    }

    @Test
    void everyCopyIsTheSnapshotWhateverWasGivenBack() {
        for (int run = 0; run < 1000; run++) {
            byte[] memory = images.take();
            assertThat(memory).isEqualTo(image).isNotSameAs(image);
            Arrays.fill(memory, PATTERN);
            images.giveBack(memory);
        }
    }

    @Test
    void noTwoRunsHaveTheSameArray() {
        Set<byte[]> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int run = 0; run < 100; run++) {
            assertThat(taken.add(images.take())).isTrue();
        }
    }

    @Test
    void usesArraysAgain() {
        Set<byte[]> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        // Two, or more if the thread was slow: sooner or later one must come back.
        byte[] memory = images.take();
        while (seen.add(memory)) {
            images.giveBack(memory);
            memory = images.take();
        }
        assertThat(memory).isEqualTo(image);
    }

    @Test
    void letsAnArrayGoThatHasGrown() {
        byte[] grown = new byte[2 * image.length];
        for (int run = 0; run < 100; run++) {
            images.giveBack(grown);
            assertThat(images.take()).hasSameSizeAs(image);
        }
    }

    @Test
    void goesOnWithoutItsThread() {
        images.close();
        for (int run = 0; run < 10; run++) {
            assertThat(images.take()).isEqualTo(image);
        }
    }
}
