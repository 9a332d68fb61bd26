// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GuestImageTest {
    @Test
    void aNameIsPartOfThePackageOfTheImage() {
        assertThat(new GuestImage("base").className()).isEqualTo("dev.agentcore.guest.image.base.Python");
        assertThat(new GuestImage("base-3.14").className()).isEqualTo("dev.agentcore.guest.image.base_3_14.Python");
        assertThat(new GuestImage("base-3.14").snapshot())
                .isEqualTo("dev/agentcore/guest/image/base_3_14/python.snapshot");
    }

    @Test
    void otherNamesAreRefused() {
        for (String name :
                List.of("", "Base", "3.14", "base_3", "base-", "base..3", "../base", "base/3", "a".repeat(33))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new GuestImage(name))
                    .withMessage("not an image's name: " + name);
        }
        assertThat(new GuestImage("a".repeat(32)).name()).hasSize(32);
    }

    @Test
    void theBaseImageIsTheDefault() {
        assertThat(GuestImage.built()).doesNotHaveDuplicates().first().isEqualTo(GuestImage.BASE);
    }

    @Test
    void everyImageThatWasBuiltHasTheLibraryOfItsOwnPython() {
        for (GuestImage image : GuestImage.built()) {
            PythonGuest guest = PythonGuest.load(image);
            String release = guest.pythonVersion().replaceAll("\\.\\d+$", "");
            assertThat(guest.standardLibrary().entries())
                    .extracting(StandardLibrary.Entry::path)
                    .contains("lib/python" + release + "/os.pyc");
            assertThat(image.name()).isIn("base", "base-" + release);
        }
    }
}
