// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of measures, and which files cannot be allowed. */
final class ConfinementTest {
    @TempDir
    private Path folder;

    @Test
    void oneLineNamesWhatIsInForceAndWhatIsNot() {
        var whole = new Confinement(List.of("no-new-privileges", "landlock (ABI 7)"), List.of());
        var part = new Confinement(List.of("resource limits"), List.of("seccomp: the kernel has none"));
        assertThat(whole).hasToString("in force: no-new-privileges, landlock (ABI 7)");
        assertThat(part).hasToString("in force: resource limits; not in force: seccomp: the kernel has none");
        assertThat(whole.and(part))
                .hasToString("in force: no-new-privileges, landlock (ABI 7), resource limits;"
                        + " not in force: seccomp: the kernel has none");
        assertThat(whole.isWhole()).isTrue();
        assertThat(whole.and(part).isWhole()).isFalse();
        assertThat(Confinement.none("not Linux")).hasToString("not in force: not Linux");
    }

    @Test
    void whatIsMissingHasAReason() {
        assertThat(Errno.reason(Errno.ENOSYS)).isEqualTo("the kernel has none");
        assertThat(Errno.reason(Errno.EOPNOTSUPP)).isEqualTo("the kernel was started without it");
        assertThat(Errno.reason(Errno.EPERM)).isEqualTo("the kernel does not permit it");
        assertThat(Errno.reason(7)).isEqualTo("error 7");
    }

    @Test
    void filesThatAreNotThereCannotBeAllowed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Path absent = folder.resolve("absent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AllowedFiles(List.of(file, absent), folder))
                .withMessage("workers cannot be allowed to read %s: it does not exist", absent);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AllowedFiles(List.of(), file))
                .withMessage("the workers' folder %s is no folder", file);
    }
}
