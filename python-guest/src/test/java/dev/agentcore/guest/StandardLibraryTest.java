// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandardLibraryTest {
    @Test
    void keepsEachFilesPathSizeAndBytes() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("lib/a.pyc", "aaaa".repeat(1000).getBytes(StandardCharsets.UTF_8));
        files.put("lib/empty.pyc", new byte[0]);
        var out = new ByteArrayOutputStream();
        StandardLibrary.write(files, out);

        var library = StandardLibrary.read(new ByteArrayInputStream(out.toByteArray()));

        assertThat(out.size()).isLessThan(200);
        assertThat(library.entries())
                .extracting(StandardLibrary.Entry::path)
                .containsExactly("lib/a.pyc", "lib/empty.pyc");
        for (StandardLibrary.Entry entry : library.entries()) {
            assertThat(entry.content()).isEqualTo(files.get(entry.path())).hasSize(entry.size());
        }
    }

    @Test
    void refusesWhatIsNoLibrary() {
        assertThatThrownBy(() -> StandardLibrary.read(new ByteArrayInputStream(new byte[8])))
                .isInstanceOf(IOException.class)
                .hasMessage("not a standard library");
    }
}
