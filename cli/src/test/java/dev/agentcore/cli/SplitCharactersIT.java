// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.Output;
import dev.agentcore.client.PythonExecution;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.client.StandardStream;
import dev.agentcore.testkit.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Characters whose bytes are printed, or sent, one by one: a reader gets whole characters, of each stream its own. */
@Timeout(120)
final class SplitCharactersIT {
    private static final String STDOUT = "Zoë: 3 €, 漢字, 😀\n";
    private static final String STDERR = "ошибка: 🐍🐍\n";

    /** Bytes of both streams in turns, so far apart that each is a separate piece. */
    private static final PythonProgram BYTE_BY_BYTE = PythonProgram.of("""
            import os, time
            texts = "Zoë: 3 €, 漢字, 😀\\n", "ошибка: 🐍🐍\\n"
            left = [list(text.encode()) for text in texts]
            while any(left):
                for stream in 1, 2:
                    if left[stream - 1]:
                        os.write(stream, bytes([left[stream - 1].pop(0)]))
                        time.sleep(0.015)
            """);

    private static ServerProcess server;
    private static AgentCoreClient client;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.start();
        client = AgentCoreClient.connect(server.target());
    }

    @AfterAll
    static void end() throws InterruptedException {
        client.close();
        server.end();
    }

    @ParameterizedTest
    @EnumSource
    void eachMethodDeliversWholeCharacters(Way way) throws Exception {
        Reading reading = Reading.of(way, client, BYTE_BY_BYTE);

        assertThat(reading.failure(Duration.ofSeconds(60))).isNull();
        assertThat(reading.stdout()).isEqualTo(STDOUT);
        assertThat(reading.stderr()).isEqualTo(STDERR);
    }

    @Test
    void aCharacterIsInTheTextOfThePieceThatCompletesIt() {
        List<Output> pieces = pieces(BYTE_BY_BYTE);

        assertThat(pieces)
                .as("a piece for each byte")
                .hasSize(STDOUT.getBytes(UTF_8).length + STDERR.getBytes(UTF_8).length);
        assertThat(texts(pieces, StandardStream.STDOUT))
                .containsSubsequence("Z", "o", "", "ë", ":")
                .containsSubsequence("3", " ", "", "", "€", ",")
                .containsSubsequence("", "", "", "😀", "\n");
        assertThat(String.join("", texts(pieces, StandardStream.STDOUT))).isEqualTo(STDOUT);
        assertThat(String.join("", texts(pieces, StandardStream.STDERR))).isEqualTo(STDERR);
    }

    @Test
    void theServersOwnPiecesMaySplitOneToo() {
        List<Output> pieces = pieces(PythonProgram.of("print('a' + 'é' * 200_000, end='')"));

        assertThat(pieces.getFirst().size())
                .as("bytes, one and then two of each")
                .isEqualTo(64 << 10);
        assertThat(String.join("", texts(pieces, StandardStream.STDOUT))).isEqualTo("a" + "é".repeat(200_000));
    }

    @Test
    void whatTheProgramNeverFinishesIsMalformedInTheResultAlone() {
        PythonProgram program = PythonProgram.of("import os; os.write(1, 'é'.encode() + '€'.encode()[:2])");

        assertThat(String.join("", texts(pieces(program), StandardStream.STDOUT)))
                .isEqualTo("é");
        PythonResult result = client.run(program);
        assertThat(result.stdout()).isEqualTo("é\ufffd");
        assertThat(result.stdoutBytes()).containsExactly(0xc3, 0xa9, 0xe2, 0x82);
    }

    private static List<Output> pieces(PythonProgram program) {
        List<Output> pieces = new ArrayList<>();
        try (PythonExecution execution = client.execute(program)) {
            for (ExecutionEvent event : execution) {
                if (event instanceof Output output) {
                    pieces.add(output);
                }
            }
        }
        return pieces;
    }

    private static List<String> texts(List<Output> pieces, StandardStream stream) {
        return pieces.stream()
                .filter(piece -> piece.stream() == stream)
                .map(Output::text)
                .collect(Collectors.toList());
    }
}
