// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentcore.deploy.Checkout;
import dev.agentcore.testkit.Ended;
import dev.agentcore.testkit.FinishedJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What compose.yaml starts works together, as processes of this machine. */
@Tag("nightly")
@Timeout(300)
final class WithoutDockerIT {
    private static final int NO_PROMETHEUS = 69;

    private static final Path SCRIPT = Checkout.path("deploy/compose/without-docker");

    @TempDir
    Path folder;

    @Test
    void oneRequestGoesThroughAllOfIt() throws Exception {
        var script = new ProcessBuilder(SCRIPT.toString());
        script.environment().put("AGENT_CORE", agentCore().toString());
        Ended ended = Ended.of(script, "");
        assumeTrue(ended.exitCode() != NO_PROMETHEUS, "skipped: " + ended.stderr());
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(ended.stdout())
                .contains("asked for \"sum 19 23\": 42\n", "Prometheus has the run\n", "\"outcome\":\"COMPLETED\"")
                .endsWith("without-docker: all of it works\n");
    }

    @Test
    void anUnknownOptionIsRejected() throws Exception {
        Ended ended = Ended.of(new ProcessBuilder(SCRIPT.toString(), "--forever"), "");
        assertThat(ended).isEqualTo(new Ended(64, "", "usage: without-docker [--stay]\n"));
    }

    /** The finished jar, for bin/agent-core would build what it finds stale. */
    private Path agentCore() throws Exception {
        String command = FinishedJar.command().command().stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Path script = folder.resolve("agent-core");
        Files.createFile(script, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(script, "#!/bin/sh\nexec " + command + " \"$@\"\n");
    }
}
