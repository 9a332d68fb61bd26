// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentcore.deploy.Checkout;
import dev.agentcore.testkit.Ended;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Without a Docker engine: what the Dockerfile copies, in the places that it names, is all that the orchestrator needs. */
@Tag("nightly")
@Timeout(300)
final class OrchestratorImageIT {
    private static final Pattern COPY = Pattern.compile("^COPY (\\S+) (\\S+)$", Pattern.MULTILINE);
    private static final String INSTALL = "/srv/examples/python/install";
    private static final String PYTHON = "/srv/examples/python/target/venv/bin/python3";
    private static final String PROGRAM = "/srv/examples/orchestrator/orchestrator.py";

    @TempDir
    Path image;

    @Test
    void theOrchestratorStartsInTheImage() throws Exception {
        String dockerfile = Checkout.text("examples/orchestrator/Dockerfile");
        List<MatchResult> copies = COPY.matcher(dockerfile).results().toList();
        assertThat(copies).hasSize(6);
        for (MatchResult copy : copies) {
            copy(Checkout.path(copy.group(1)), copy.group(2));
        }
        assertThat(dockerfile)
                .contains(
                        "RUN " + INSTALL + "\n",
                        "USER 65532:65532\n",
                        "ENTRYPOINT [\"" + PYTHON + "\", \"-B\", \"" + PROGRAM + "\"]\n");
        Ended installed = Ended.of(new ProcessBuilder(image + INSTALL), "");
        assumeTrue(installed.exitCode() == 0, "the orchestrator's image is not tested: " + installed.stderr());

        var start = new ProcessBuilder(image + PYTHON, "-B", image + PROGRAM);
        start.environment().put("LISTEN_PORT", "0");
        Process orchestrator = start.redirectErrorStream(true).start();
        try (BufferedReader out = orchestrator.inputReader(UTF_8)) {
            assertThat(out.readLine()).startsWith("orchestrator on 127.0.0.1:");
        } finally {
            orchestrator.destroyForcibly();
        }
    }

    /** As Docker does: into a folder if the target ends in a slash, and a folder's content. */
    private void copy(Path source, String target) throws Exception {
        Path place = Path.of(image + target);
        if (target.endsWith("/")) {
            place = place.resolve(source.getFileName());
        }
        Files.createDirectories(place.getParent());
        try (Stream<Path> files = Files.walk(source)) {
            for (Path each : files.toList()) {
                Files.copy(each, place.resolve(source.relativize(each).toString()), COPY_ATTRIBUTES);
            }
        }
    }
}
