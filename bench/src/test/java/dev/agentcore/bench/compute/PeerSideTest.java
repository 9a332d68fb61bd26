// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeerSideTest {
    private static final String PROCESS_ID_AND_PROGRAM =
            "while read -r file; do echo $$; cat \"$file\"; echo; echo done; done";

    @TempDir
    Path folder;

    @Test
    void printsWhatTheProgramPrintedAndUsesOneProcessForAll() throws Exception {
        try (PeerSide side = peer(PROCESS_ID_AND_PROGRAM, Duration.ofSeconds(30))) {
            List<String> first = side.run("one").lines().toList();
            List<String> second = side.run("two").lines().toList();

            assertThat(first.get(1)).isEqualTo("one");
            assertThat(second.get(1)).isEqualTo("two");
            assertThat(second.getFirst()).isEqualTo(first.getFirst());
        }
    }

    @Test
    void saysWhyAProgramFailed() throws Exception {
        try (PeerSide side = peer("while read -r file; do echo 'failed: no zlib'; done", Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> side.run("import zlib"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no zlib");
        }
    }

    @Test
    void goesOnWithANewProcessWhereOneEnded() throws Exception {
        String once = "echo words >&2; read -r file; [ \"$(cat \"$file\")\" != end ] || exit 1; echo done";
        try (PeerSide side = peer(once, Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> side.run("end"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the process ended");
            assertThat(side.run("go on")).isEmpty();
        }
        assertThat(folder.resolve("logs/peer.log")).hasContent("words\nwords");
    }

    @Test
    void endsAProcessThatTakesTooLong() throws Exception {
        String endless = "while read -r file; do read -r endless; done";
        try (PeerSide side = peer(endless, Duration.ofMillis(300))) {
            assertThatThrownBy(() -> side.run("while True: pass"))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("took more than");
        }
    }

    @Test
    void isAbsentUntilItIsFetched() throws Exception {
        for (Peer peer : Peer.values()) {
            Process check = check(peer.command(Path.of("peers")));

            assertThat(new String(check.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("is not there; bench/peers/fetch gets it");
            assertThat(check.waitFor()).isEqualTo(3);
        }
    }

    private Process check(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command.getFirst(), command.getLast(), "--check");
        builder.environment()
                .put(
                        "AGENT_CORE_CACHE",
                        Files.createDirectories(folder.resolve("empty")).toString());
        return builder.start();
    }

    private PeerSide peer(String script, Duration timeout) throws IOException {
        return new PeerSide("peer", List.of("bash", "-c", script), folder.resolve("logs/peer.log"), timeout);
    }
}
