// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.types.Export;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What the build has made. */
class PythonGuestTest {
    private static final PythonGuest GUEST = PythonGuest.load();

    @Test
    void isTheVersionThatItSays() {
        assertThat(GUEST.pythonVersion()).isEqualTo("3.13.15");
    }

    @Test
    void exportsWhatTheHostCallsAndNothingElse() {
        var names = new ArrayList<String>();
        var exports = GUEST.module().exportSection();
        for (int i = 0; i < exports.exportCount(); i++) {
            Export export = exports.getExport(i);
            names.add(export.name());
        }
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "memory",
                        "__stack_pointer",
                        "_initialize",
                        "guest_initialize",
                        "guest_version",
                        "guest_mailbox",
                        "guest_thread",
                        "guest_allocate",
                        "guest_evaluate",
                        "guest_pause",
                        "guest_finish",
                        "guest_salvage");
    }

    @Test
    void theSnapshotHasAValueForEachGlobal() {
        assertThat(GUEST.snapshot().globals())
                .hasSize(GUEST.module().globalSection().globalCount());
    }

    @Test
    void theLibraryIsBytecodeWithoutTestsAndWithoutUs() {
        assertThat(GUEST.standardLibrary().entries())
                .extracting(StandardLibrary.Entry::path)
                .contains("lib/python3.13/os.pyc", "lib/python3.13/json/__init__.pyc")
                .contains("usr/share/zoneinfo/Europe/Berlin", "usr/share/zoneinfo/zone1970.tab")
                .allMatch(path -> path.startsWith("lib/python3.13/") || path.startsWith("usr/share/zoneinfo/"))
                .noneMatch(path -> path.endsWith(".py"))
                .noneMatch(path -> path.startsWith("lib/python3.13/test/"));
    }

    /** Assertions and internal errors name the C file that they are in. */
    @Test
    void filesAreNamedFromTheSourcesFolder() {
        String memory = new String(GUEST.snapshot().memory(), StandardCharsets.ISO_8859_1);
        int name = memory.indexOf("/Objects/dictobject.c\0");
        assertThat(name).isPositive();
        assertThat(memory.substring(memory.lastIndexOf('\0', name) + 1, name)).startsWith("patched-");
    }
}
