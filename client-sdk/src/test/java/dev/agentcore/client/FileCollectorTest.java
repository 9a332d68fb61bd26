// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

final class FileCollectorTest {
    private final FileCollector collector = new FileCollector();

    @Test
    void piecesBecomeFilesInTheOrderInWhichTheyCame() {
        add("/tmp/b", 0, 4, "ab");
        add("/tmp/b", 2, 4, "cd");
        add("/tmp/a", 0, 0, "");
        OutputFiles files = collector.files();
        assertThat(files.paths()).containsExactly("/tmp/b", "/tmp/a");
        assertThat(files.bytes("/tmp/b")).contains("abcd".getBytes(UTF_8));
        assertThat(files.bytes("/tmp/a")).contains(new byte[0]);
        assertThat(files.bytes("/tmp/c")).isEmpty();
        assertThat(files.problems()).isEmpty();
    }

    @Test
    void ofAFileThatBreaksOffNothingIsKept() {
        add("/tmp/a", 0, 4, "ab");
        collector.add(OutputFile.problem("/tmp/a", 4, FileProblem.READER_TOO_SLOW));
        collector.add(OutputFile.problem("/tmp/b", 0, FileProblem.MISSING));
        assertThat(collector.files().paths()).isEmpty();
        assertThat(collector.files().problems())
                .containsExactly(entry("/tmp/a", FileProblem.READER_TOO_SLOW), entry("/tmp/b", FileProblem.MISSING));
    }

    @Test
    void aFileThatIsNotWholeInTheEndIsIncomplete() {
        add("/tmp/a", 0, 4, "ab");
        assertThat(collector.files().paths()).isEmpty();
        assertThat(collector.files().problems()).containsExactly(entry("/tmp/a", FileProblem.INCOMPLETE));
    }

    @Test
    void piecesThatDoNotFollowOneAnotherAreNoFile() {
        add("/tmp/a", 0, 6, "ab");
        add("/tmp/a", 4, 6, "ef");
        add("/tmp/a", 2, 6, "cdef");
        assertThat(collector.files().paths()).isEmpty();
        assertThat(collector.files().problems()).containsExactly(entry("/tmp/a", FileProblem.INCOMPLETE));
    }

    private void add(String path, long offset, long size, String data) {
        collector.add(OutputFile.of(path, offset, size, data.getBytes(UTF_8)));
    }
}
