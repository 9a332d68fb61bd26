// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonProgram;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Output arrives while the program runs, and not at its end. */
class StreamingTest {
    private record Chunk(OutputStreamName stream, String text, long offset, long nanos) {}

    private static List<Chunk> chunksOf(String code) {
        var chunks = new ArrayList<Chunk>();
        var result = Python.run(
                PythonProgram.of(code),
                LimitsPolicy.defaultPolicy().defaults(),
                Cancellation.never(),
                (stream, data, offset) -> chunks.add(
                        new Chunk(stream, new String(data, StandardCharsets.UTF_8), offset, System.nanoTime())));
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        return chunks;
    }

    @Test
    void aLineArrivesWhenItIsPrinted() {
        List<Chunk> chunks = chunksOf("""
                import time
                for i in range(3):
                    print(i)
                    time.sleep(0.2)
                """);
        assertThat(chunks).extracting(Chunk::text).containsExactly("0\n", "1\n", "2\n");
        assertThat(chunks).extracting(Chunk::offset).containsExactly(0L, 2L, 4L);
        // Sleeps lie between the lines: had all come at the end, there would be nothing between them.
        assertThat(chunks.get(2).nanos() - chunks.get(0).nanos()).isGreaterThan(300_000_000);
    }

    @Test
    void partOfALineArrivesWhenItIsFlushed() {
        assertThat(chunksOf("print('a', end='', flush=True)\nprint('b', end='')\nprint('c')"))
                .extracting(Chunk::text)
                .containsExactly("a", "bc\n");
    }

    @Test
    void streamsKeepTheirOrder() {
        List<Chunk> chunks = chunksOf("""
                import sys
                print("one")
                print("two", file=sys.stderr)
                print("three")
                """);
        assertThat(chunks).extracting(Chunk::text).containsExactly("one\n", "two\n", "three\n");
        assertThat(chunks)
                .extracting(Chunk::stream)
                .containsExactly(OutputStreamName.STDOUT, OutputStreamName.STDERR, OutputStreamName.STDOUT);
        assertThat(chunks).extracting(Chunk::offset).containsExactly(0L, 0L, 4L);
    }

    @Test
    void chunksAreOfABoundedSize() {
        List<Chunk> chunks = chunksOf("print('x' * 1_000_000)");
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.text()).hasSizeBetween(1, 64 << 10));
        assertThat(chunks.stream().mapToInt(chunk -> chunk.text().length()).sum())
                .isEqualTo(1_000_001);
    }
}
