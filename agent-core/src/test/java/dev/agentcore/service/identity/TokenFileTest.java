// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenFileTest {
    /** SHA-256 of "one" and "two". */
    private static final String ONE = "sha256:7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";

    private static final String TWO = "sha256:3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3";

    @TempDir
    Path folder;

    @Test
    void aTokenStandsForAName() throws IOException {
        TokenFile tokens = tokens("# who may call\n\nalice " + ONE + "  # since May\nbob\t" + TWO + "\n");
        assertThat(tokens.nameOf("one")).contains("alice");
        assertThat(tokens.nameOf("two")).contains("bob");
        assertThat(tokens.nameOf("three")).isEmpty();
        assertThat(tokens.nameOf("")).isEmpty();
    }

    @Test
    void oneNameMayHaveTwoTokens() throws IOException {
        TokenFile tokens = tokens("alice " + ONE + "\nalice " + TWO);
        assertThat(tokens.nameOf("one")).isEqualTo(tokens.nameOf("two")).contains("alice");
    }

    @Test
    void aFileThatHasChangedIsReadAgain() throws IOException {
        TokenFile tokens = tokens("alice " + ONE);
        write("bob " + TWO, 10);
        tokens.refresh();
        assertThat(tokens.nameOf("one")).isEmpty();
        assertThat(tokens.nameOf("two")).contains("bob");
    }

    @Test
    void aFileThatIsWrongChangesNothing() throws IOException {
        TokenFile tokens = tokens("alice " + ONE);
        write("alice", 10);
        tokens.refresh();
        assertThat(tokens.nameOf("one")).contains("alice");
        Files.delete(file());
        tokens.refresh();
        assertThat(tokens.nameOf("one")).contains("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "alice one", "alice sha256:12", "a b " + ONE, "é " + ONE, "alice md5:1", ONE})
    void aLineThatIsNoneIsNamed(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens("bob " + TWO + "\n" + line))
                .withMessage("tokens " + file() + ":2: not of the form NAME sha256:HEX");
    }

    @Test
    void aTokenIsOneTenants() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens("alice " + ONE + "\nbob " + ONE))
                .withMessage("tokens " + file() + ":2: the same token as in a line above");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenFile.of(file()))
                .withMessage("tokens " + file() + ": there is no such file");
    }

    private Path file() {
        return folder.resolve("tokens");
    }

    private TokenFile tokens(String text) throws IOException {
        write(text, 0);
        return TokenFile.of(file());
    }

    private void write(String text, int seconds) throws IOException {
        Files.writeString(file(), text);
        Files.setLastModifiedTime(
                file(), FileTime.from(Instant.parse("2026-11-21T10:00:00Z").plusSeconds(seconds)));
    }
}
