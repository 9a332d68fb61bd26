// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.PythonImage;
import dev.agentcore.execution.PythonImage.InstalledPackage;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.execution.SandboxSpec;
import dev.agentcore.execution.Tenant;
import dev.agentcore.execution.UnknownImageException;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.fs.GuestFiles;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ImageCatalogueTest {
    private static final PythonGuest GUEST = PythonGuest.load();

    private final GuestPythonRuntime runtime = new GuestPythonRuntime(
            new ImageCatalogue(List.of(image("small", 1), image("large", 2))), Set.of(ResultFormat.NONE));

    private static ImageCatalogue.Image image(String name, int prepared) {
        return new ImageCatalogue.Image(
                name,
                new Interpreter("CPython of " + name, GUEST.pythonVersion()),
                List.of(new InstalledPackage("package-of-" + name, "1.0")),
                Python.guests(prepared),
                new GuestFiles(GUEST.standardLibrary(), List.of()),
                0,
                0);
    }

    private static SandboxSpec spec(String image) {
        return new SandboxSpec(Tenant.ANYBODY, image, 64 << 20, 0, List.of());
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void theFirstImageIsTheDefault() {
        assertThat(runtime.images()).extracting(PythonImage::name).containsExactly("small", "large");
        assertThat(runtime.interpreter().name()).isEqualTo("CPython of small");
        assertThat(runtime.image("").name()).isEqualTo("small");
        assertThat(runtime.image("large").packages()).containsExactly(new InstalledPackage("package-of-large", "1.0"));
    }

    @Test
    void eachImageHasItsOwnPreparedSandboxes() {
        await().until(() -> runtime.prepared() == 3);
        assertThat(runtime.images()).extracting(PythonImage::prepared).containsExactly(1, 2);
        try (Sandbox taken = runtime.open(spec("large"))) {
            assertThat(taken).isNotNull();
            assertThat(runtime.image("small").prepared()).isEqualTo(1);
            assertThat(runtime.image("large").prepared()).isEqualTo(1);
        }
    }

    @Test
    void anUnknownImageIsRejected() {
        assertThatThrownBy(() -> runtime.open(spec("Small")))
                .isInstanceOf(UnknownImageException.class)
                .hasMessage("unknown image 'Small', known: small, large");
    }

    @Test
    void namesAreUnique() {
        ImageCatalogue.Image image = image("small", 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageCatalogue(List.of(image, image)))
                .withMessage("two images of the same name");
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageCatalogue(List.of()));
        image.guests().close();
    }
}
