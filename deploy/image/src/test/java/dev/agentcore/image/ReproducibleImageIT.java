// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is the same each time that it is made. */
final class ReproducibleImageIT {
    @TempDir
    private Path folder;

    @BeforeAll
    static void make() throws Exception {
        Image.assumeMade();
    }

    @Test
    void theSameLayersMakeTheSameImage() throws Exception {
        ImageTar.main(new String[] {
            Image.target().resolve("layers").toString(),
            folder.toString(),
            System.getProperty("image.reference"),
            System.getProperty("image.time"),
            ""
        });
        assertThat(Files.mismatch(folder.resolve("agent-core-image.tar"), Image.tar()))
                .isEqualTo(-1);
    }

    @Test
    void theSameCertificatesMakeTheSameTrustStore() throws Exception {
        Path again = folder.resolve("cacerts");
        TrustStore.main(new String[] {
            Image.target().resolve("packages/usr/share/ca-certificates/mozilla").toString(), again.toString()
        });
        assertThat(Files.readAllBytes(again))
                .isEqualTo(Image.read().file("/opt/java/lib/security/cacerts").contents());
        KeyStore store = KeyStore.getInstance(again.toFile(), "".toCharArray());
        assertThat(store.size()).isGreaterThan(100);
    }
}
