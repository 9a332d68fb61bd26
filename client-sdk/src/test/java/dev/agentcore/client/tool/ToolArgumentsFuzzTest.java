// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.agentcore.client.PythonProgram;
import java.time.Duration;
import java.util.List;

/** Whatever a model sends is a program that the schema allows, within the operator's bounds, or refused in few words. */
final class ToolArgumentsFuzzTest {
    private static final PythonTool TOOL = PythonTool.builder()
            .timeout(Duration.ofSeconds(5), Duration.ofSeconds(60))
            .build();
    private static final ToolSchema SCHEMA = new ToolSchema(TOOL.parameters());

    @FuzzTest
    void acceptsOrRefuses(byte[] arguments) {
        String json = new String(arguments, UTF_8);
        PythonProgram program;
        try {
            program = TOOL.program(json);
        } catch (ToolArgumentsException refusal) {
            String message = String.valueOf(refusal.getMessage());
            assertThat(message).hasSizeLessThan(1000);
            assertThat(message.codePoints())
                    .noneMatch(point -> Character.isISOControl(point) || (point >= 0xD800 && point <= 0xDFFF));
            return;
        }
        assertThat(program.wallTime().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
        JsonObject object = JsonParser.parseString(json).getAsJsonObject();
        for (String optional : List.of("stdin", "files", "timeout_seconds")) {
            if (object.has(optional) && object.get(optional).isJsonNull()) {
                object.remove(optional);
            }
        }
        assertThat(SCHEMA.accepts(object.toString())).isTrue();
    }
}
