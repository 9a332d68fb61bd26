// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SampleBookTest {
    private final SampleBook<String> book = new SampleBook<>();

    @Test
    void keepsTheValuesOfEachThingApart() {
        book.add("warm", 2);
        book.add("cold", 10);
        book.add("warm", 4);

        assertThat(book.known()).containsExactly("warm", "cold");
        assertThat(book.samples("warm").median()).isEqualTo(3);
        assertThat(book.samples("cold").count()).isEqualTo(1);
    }

    @Test
    void knowsNothingOfWhatWasNotNoted() {
        assertThatThrownBy(() -> book.samples("warm"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("warm");
    }
}
