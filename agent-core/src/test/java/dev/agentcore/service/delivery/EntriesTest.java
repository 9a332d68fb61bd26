// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a journal holds of its run, and what it is counted for. */
final class EntriesTest {
    private final Entries entries = new Entries();
    private long stdout;
    private long stderr;

    @Test
    void outputOfOneStreamIsOneEntryUntilAChunkIsFull() {
        for (int line = 0; line < 10_000; line++) {
            print(OutputStreamName.STDOUT, "0123456789");
        }
        assertThat(all()).hasSize(2);
        assertThat(all().getFirst().size()).isEqualTo(65_530);
        assertThat(all().getLast().offset()).isEqualTo(65_530);
        assertThat(entries.end()).isEqualTo(100_000 + 2 * Entry.OVERHEAD);
    }

    @Test
    void theOrderBetweenStreamsIsKept() {
        print(OutputStreamName.STDOUT, "a");
        print(OutputStreamName.STDERR, "b");
        print(OutputStreamName.STDOUT, "c");
        print(OutputStreamName.STDOUT, "d");
        assertThat(all().stream()
                        .map(entry -> entry.stream() + " " + entry.offset() + " "
                                + new String(entry.outputFrom(0), StandardCharsets.UTF_8)))
                .containsExactly("STDOUT 0 a", "STDERR 0 b", "STDOUT 1 cd");
    }

    @Test
    void largeOutputIsAnEntryByItselfAndNotCopied() {
        print(OutputStreamName.STDOUT, "before");
        byte[] large = new byte[Entry.LARGE];
        entries.output(OutputStreamName.STDOUT, large, 6);
        entries.output(OutputStreamName.STDOUT, "after".getBytes(StandardCharsets.UTF_8), 6 + Entry.LARGE);
        assertThat(all()).hasSize(3);
        assertThat(all().get(1).outputFrom(0)).isSameAs(large);
    }

    @Test
    void smallOutputThatStaysAloneIsNotCopied() {
        byte[] hello = "hello".getBytes(StandardCharsets.UTF_8);
        entries.output(OutputStreamName.STDOUT, hello, 0);
        assertThat(all().getFirst().outputFrom(0)).isSameAs(hello);
    }

    @Test
    void outputThatIsAddedToChangesNoArrayThatWasHandedOver() {
        byte[] hello = "hello".getBytes(StandardCharsets.UTF_8);
        entries.output(OutputStreamName.STDOUT, hello, 0);
        byte[] handedOver = all().getFirst().outputFrom(0);
        entries.output(OutputStreamName.STDOUT, " world".getBytes(StandardCharsets.UTF_8), 5);
        byte[] more = all().getFirst().outputFrom(0);
        entries.output(OutputStreamName.STDOUT, "!".getBytes(StandardCharsets.UTF_8), 11);
        assertThat(handedOver).asString().isEqualTo("hello");
        assertThat(more).asString().isEqualTo("hello world");
        assertThat(all().getFirst().outputFrom(5)).asString().isEqualTo(" world!");
    }

    @Test
    void onlyTheLastEntryIsOpenAndNoFileIs() {
        print(OutputStreamName.STDOUT, "a");
        assertThat(entries.isOpen(all().getFirst())).isTrue();
        print(OutputStreamName.STDERR, "b");
        assertThat(entries.isOpen(all().getFirst())).isFalse();
        assertThat(entries.isOpen(all().getLast())).isTrue();
        entries.file(OutputFile.piece("/tmp/a", Bytes.empty(), 0, 0));
        assertThat(all()).noneMatch(entries::isOpen);
        print(OutputStreamName.STDOUT, "c");
        entries.seal();
        assertThat(all()).hasSize(4).noneMatch(entries::isOpen);
    }

    @Test
    void whatItHoldsIsCounted() {
        for (int round = 1; round < 1000; round++) {
            print(OutputStreamName.STDOUT, "x".repeat(round));
            print(OutputStreamName.STDERR, "y");
        }
        entries.file(OutputFile.piece("/tmp/a", Bytes.wrap(new byte[500]), 0, 500));
        assertThat(entries.held())
                .isEqualTo(all().stream().mapToLong(Entry::held).sum())
                .isEqualTo(entries.end())
                .isEqualTo(999 * 500 + 999 + 1998 * Entry.OVERHEAD + 512 + Entry.OVERHEAD);
        entries.drop(0, Long.MAX_VALUE);
        assertThat(entries.held()).isZero();
        assertThat(entries.begin()).isEqualTo(entries.end());
    }

    @Test
    void spareRoomIsCountedUntilTheEntryIsSealed() {
        print(OutputStreamName.STDOUT, "x".repeat(100));
        print(OutputStreamName.STDOUT, "y");
        assertThat(entries.held()).isEqualTo(Entry.OVERHEAD + 200);
        entries.seal();
        assertThat(entries.held()).isEqualTo(Entry.OVERHEAD + 101).isEqualTo(entries.end());
    }

    @Test
    void onlyWhatIsBehindIsDroppedAndNoMoreThanNeeded() {
        for (int entry = 0; entry < 10; entry++) {
            entries.output(OutputStreamName.STDOUT, new byte[40_000], entry * 40_000L);
        }
        long position = all().get(5).end() - 1;
        entries.drop(8 * (40_000 + Entry.OVERHEAD), position);
        assertThat(entries.dropped()).isEqualTo(2);
        entries.drop(0, position);
        assertThat(entries.dropped()).isEqualTo(5);
        assertThat(entries.get(5)).isNotNull();
        assertThat(entries.begin()).isEqualTo(5 * (40_000 + Entry.OVERHEAD));
        assertThat(entries.get(10)).isNull();
    }

    private void print(OutputStreamName stream, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean out = stream == OutputStreamName.STDOUT;
        entries.output(stream, bytes, out ? stdout : stderr);
        if (out) {
            stdout += bytes.length;
        } else {
            stderr += bytes.length;
        }
    }

    private List<Entry> all() {
        var all = new ArrayList<Entry>();
        long number = entries.dropped();
        for (Entry entry = entries.get(number); entry != null; entry = entries.get(++number)) {
            all.add(entry);
        }
        return all;
    }
}
