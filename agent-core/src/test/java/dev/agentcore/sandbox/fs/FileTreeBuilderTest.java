// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.agentcore.sandbox.fs.Directory.Entry;
import dev.agentcore.sandbox.wasi.RawGuest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileTreeBuilderTest {
    private static final Instant MODIFIED = Instant.parse("2024-02-29T12:00:00Z");
    private static final FileContent CONTENT = RawGuest.content("content");

    private final FileTreeBuilder builder = new FileTreeBuilder(MODIFIED);

    @Test
    void theSameFilesMakeTheSameTreeInWhateverOrder() {
        FixedDirectory one = builder.add("b/y", CONTENT)
                .add("a", CONTENT)
                .add("b/x", CONTENT)
                .build();
        FixedDirectory other = new FileTreeBuilder(MODIFIED)
                .add("b/x", CONTENT)
                .add("b/y", CONTENT)
                .add("a", CONTENT)
                .build();
        assertThat(one).isEqualTo(other);
        assertThat(one.entries()).extracting(Entry::name).containsExactly("a", "b");
        assertThat(one.inode()).isEqualTo(1);
        assertThat(one.entries()).extracting(entry -> entry.node().inode()).containsExactly(2L, 3L);
        assertThat(((FixedDirectory) one.entries().get(1).node()).entries())
                .extracting(entry -> entry.node().inode())
                .containsExactly(4L, 5L);
        assertThat(one.modified()).isEqualTo(MODIFIED);
    }

    @Test
    void aTreeThatBecomesPartOfAnotherCountsFromElsewhere() {
        FixedDirectory root =
                new FileTreeBuilder(MODIFIED, 1L << 32).add("a", CONTENT).build();
        assertThat(root.inode()).isEqualTo(1L << 32);
        assertThat(root.entries().getFirst().node().inode()).isEqualTo((1L << 32) + 1);
    }

    @Test
    void childrenAreFoundByName() {
        for (int i = 0; i < 100; i++) {
            builder.add("file" + i, CONTENT);
        }
        FixedDirectory root = builder.build();
        for (int i = 0; i < 100; i++) {
            assertThat(root.child("file" + i)).isInstanceOf(RegularFile.class);
        }
        assertThat(root.child("file")).isNull();
        assertThat(root.child("file100")).isNull();
        assertThat(new FileTreeBuilder(MODIFIED).build().child("x")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a", "a/", "a//b", ".", "a/.", "..", "a/../b", "a\0b", "\ud800"})
    void refusesPathsThatAreNotPlain(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add(path, CONTENT));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.addDirectory(path));
    }

    @Test
    void refusesNamesOver255Bytes() {
        builder.add("ü".repeat(127) + "x", CONTENT);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add("ü".repeat(128), CONTENT));
    }

    @Test
    void refusesTwoThingsInOnePlace() {
        builder.add("a/b", CONTENT).addDirectory("a").addDirectory("a/c");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add("a/b", CONTENT));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add("a", CONTENT));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add("a/b/c", CONTENT));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.addDirectory("a/b"));
    }
}
