// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputTest {
    @Test
    void aChunkCutInsideACharacterCompletesItInTheNext() {
        byte[] snake = "🐍".getBytes(UTF_8);

        Output first = Output.of(StandardStream.STDOUT, 0, Arrays.copyOf(snake, 3));
        Output second = Output.of(StandardStream.STDOUT, 3, Arrays.copyOfRange(snake, 3, 4))
                .after(first);

        assertThat(first.text()).isEmpty();
        assertThat(second.text()).isEqualTo("🐍");
        assertThat(second.toByteArray()).containsExactly(snake[3]);
    }

    @Test
    void aChunkMayHoldNoWholeCharacterAtAll() {
        byte[] snake = "🐍!".getBytes(UTF_8);
        assertThat(texts(snake, List.of(1, 2, 3, 4))).containsExactly("", "", "", "🐍", "!");
    }

    @Test
    void whatIsMalformedIsReplaced() {
        byte[] bytes = {'a', (byte) 0xFF, 'b', (byte) 0xE2, (byte) 0x82, 'c', (byte) 0x80, (byte) 0xC0};
        assertThat(Output.of(StandardStream.STDERR, 0, bytes).text()).isEqualTo("a\uFFFDb\uFFFDc\uFFFD\uFFFD");
    }

    @Test
    void aCharacterNeverFinishedIsLeftOut() {
        assertThat(Output.of(StandardStream.STDOUT, 0, new byte[] {'a', (byte) 0xE2, (byte) 0x82})
                        .text())
                .isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void howeverAStreamIsCutItsTextsAreItsText(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = likelyUtf8(random);
            List<Integer> cuts = random.ints(random.nextInt(6), 0, bytes.length + 1)
                    .sorted()
                    .boxed()
                    .toList();
            // A line's end behind it, so that nothing is unfinished.
            assertThat(String.join("", texts(bytes, cuts)))
                    .as("seed %d, round %d, cuts %s of %s", seed, round, cuts, Arrays.toString(bytes))
                    .isEqualTo(new String(bytes, UTF_8));
        }
    }

    @Test
    void bytesComeOutAsTheyWentIn() throws IOException {
        byte[] bytes = {0, 1, (byte) 0xFF};
        Output output = Output.of(StandardStream.STDERR, 7, bytes);
        bytes[0] = 9;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        output.writeTo(written);

        assertThat(written.toByteArray()).containsExactly(0, 1, 0xFF);
        assertThat(output.asByteBuffer().isReadOnly()).isTrue();
        assertThat(output.asByteBuffer().remaining()).isEqualTo(output.size()).isEqualTo(3);
        assertThat(output.offset()).isEqualTo(7);
    }

    private static List<String> texts(byte[] bytes, List<Integer> cuts) {
        List<String> texts = new ArrayList<>();
        Output previous = Output.of(StandardStream.STDOUT, 0, new byte[0]);
        int from = 0;
        List<Integer> ends = new ArrayList<>(cuts);
        ends.add(bytes.length);
        for (int end : ends) {
            Output next = Output.of(StandardStream.STDOUT, from, Arrays.copyOfRange(bytes, from, end))
                    .after(previous);
            texts.add(next.text());
            previous = next;
            from = end;
        }
        return texts;
    }

    /** Characters of every length, and now and then a byte that belongs nowhere; a line's end at the end. */
    private static byte[] likelyUtf8(Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            if (random.nextInt(4) == 0) {
                bytes.write(random.nextInt(256));
            } else {
                bytes.writeBytes(
                        List.of("a", "é", "€", "🐍").get(random.nextInt(4)).getBytes(UTF_8));
            }
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }
}
