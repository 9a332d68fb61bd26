// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That the image of {@code deploy/Dockerfile} is configured as the one of the tar. */
final class DockerfileIT {
    private static Image image;
    private static List<String> lines;

    @BeforeAll
    static void read() throws IOException {
        Image.assumeMade();
        image = Image.read();
        String file = Files.readString(Path.of(System.getProperty("root"), "deploy/Dockerfile"));
        lines = file.replace("\\\n", " ").lines().map(String::strip).toList();
    }

    @Test
    void itStartsTheSameCommandAsTheSameUser() {
        assertThat(json(last("ENTRYPOINT"))).isEqualTo(image.configured("Entrypoint"));
        assertThat(json(last("CMD"))).isEqualTo(image.configured("Cmd"));
        assertThat(last("USER")).isEqualTo(image.config().get("User").getAsString());
        assertThat(last("WORKDIR")).isEqualTo(image.config().get("WorkingDir").getAsString());
        assertThat(last("ENV").split(" ", -1))
                .containsExactlyInAnyOrder(image.configured("Env").toArray(String[]::new));
        assertThat(last("EXPOSE").split(" ", -1))
                .allMatch(port -> image.config().getAsJsonObject("ExposedPorts").has(port + "/tcp"));
        assertThat(last("STOPSIGNAL")).isEqualTo("SIGTERM");
    }

    @Test
    void itsHealthCheckIsTheEntryPointWithAHeapOfItsOwn() {
        var expected = new ArrayList<>(image.configured("Entrypoint"));
        expected.set(1, "@/opt/agent-core/health.options");
        expected.addAll(List.of("health", "--target", "127.0.0.1:50051"));
        String check = last("HEALTHCHECK");
        assertThat(json(check.substring(check.indexOf("CMD ") + 4))).isEqualTo(expected);
    }

    @Test
    void itsImagesArePinnedAndItRunsOnlyScriptsAndTheJvm() {
        assertThat(lines.stream().filter(line -> line.startsWith("ARG ") && line.contains(":")))
                .hasSize(2)
                .allMatch(line -> line.matches("ARG [A-Z]+=[a-z-]+:\\d+[\\d._]+-\\w+"));
        assertThat(lines.stream().filter(line -> line.startsWith("RUN ")))
                .hasSize(5)
                .allMatch(line -> line.matches("RUN (--mount=\\S+ +)*(\\[\"/opt/java/bin/java\".*"
                        + "|(deploy/image|python-guest)/src/main/scripts/[a-z.-]+( \\S+)?)"));
    }

    private static String last(String instruction) {
        return lines.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .reduce((first, second) -> second)
                .orElseThrow()
                .substring(instruction.length())
                .strip();
    }

    private static List<String> json(String list) {
        return Image.strings(new Gson().fromJson(list, JsonArray.class));
    }
}
