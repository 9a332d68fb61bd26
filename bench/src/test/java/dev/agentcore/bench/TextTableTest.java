// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {
    private static final Table TABLE = new Table(
            "times, ms",
            List.of("side", "p50", "note"),
            List.of(List.of("in process", "1.20", "a|b"), List.of("é", "12.3", ""), List.of("none", "", "<c>")));

    @Test
    void alignsNumbersToTheRightAndTextToTheLeft() {
        assertThat(new TextTable(TABLE).aligned()).isEqualTo("""
                        times, ms
                        side         p50  note
                        in process  1.20  a|b
                        é           12.3
                        none              <c>
                        """);
    }

    @Test
    void escapesWhatMarkdownWouldTakeForItsOwn() {
        assertThat(new TextTable(TABLE).markdown()).isEqualTo("""
                        **times, ms**

                        | side | p50 | note |
                        |---|---:|---|
                        | in process | 1.20 | a\\|b |
                        | é | 12.3 |  |
                        | none |  | &lt;c> |
                        """);
    }

    @Test
    void theFirstColumnIsTextEvenIfItHasNumbers() {
        var table = new Table("t", List.of("clients", "runs"), List.of(List.of("1", "5"), List.of("16", "12")));

        assertThat(new TextTable(table).aligned()).isEqualTo("""
                        t
                        clients  runs
                        1           5
                        16         12
                        """);
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThatThrownBy(() -> new Table("t", List.of("one", "two"), List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
