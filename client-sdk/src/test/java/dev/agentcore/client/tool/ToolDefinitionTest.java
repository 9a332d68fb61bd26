// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The definition in the shapes that APIs want, and its schema as a validator reads it. */
final class ToolDefinitionTest {
    private static final PythonTool TOOL = PythonTool.builder()
            .timeout(Duration.ofSeconds(5), Duration.ofSeconds(60))
            .build();
    private static final ToolSchema PLAIN = new ToolSchema(TOOL.parameters());
    private static final ToolSchema STRICT = new ToolSchema(
            definition(ToolFormat.OPENAI_RESPONSES).get("parameters").toString());

    @Test
    void theSchemaOfATimedTool() {
        assertThat(JsonParser.parseString(TOOL.parameters())).isEqualTo(JsonParser.parseString("""
                {
                  "type": "object",
                  "properties": {
                    "code": {
                      "type": "string",
                      "description": "The source of the Python program, without Markdown."
                    },
                    "stdin": {"type": "string", "description": "The standard input of the program."},
                    "files": {
                      "type": "array",
                      "description": "Text files for the program's working directory, /workspace.",
                      "items": {
                        "type": "object",
                        "properties": {
                          "path": {"type": "string", "description": "The path relative to /workspace, such as data/table.csv."},
                          "content": {"type": "string", "description": "The text of the file."}
                        },
                        "required": ["path", "content"],
                        "additionalProperties": false
                      }
                    },
                    "timeout_seconds": {
                      "type": "integer",
                      "description": "The time limit in seconds; default 5.",
                      "minimum": 1,
                      "maximum": 60
                    }
                  },
                  "required": ["code"],
                  "additionalProperties": false
                }"""));
    }

    @Test
    void everyApiGetsItsShape() {
        assertThat(definition(ToolFormat.OPENAI_CHAT).keySet()).containsExactly("type", "function");
        assertThat(definition(ToolFormat.OPENAI_CHAT)
                        .getAsJsonObject("function")
                        .keySet())
                .containsExactly("name", "description", "strict", "parameters");
        assertThat(definition(ToolFormat.OPENAI_RESPONSES).keySet())
                .containsExactly("name", "description", "type", "strict", "parameters");
        assertThat(definition(ToolFormat.ANTHROPIC).keySet()).containsExactly("name", "description", "input_schema");
        assertThat(definition(ToolFormat.ANTHROPIC).get("input_schema"))
                .isEqualTo(JsonParser.parseString(TOOL.parameters()));
        assertThat(definition(ToolFormat.MCP).keySet()).containsExactly("name", "description", "inputSchema");
    }

    @ParameterizedTest
    @EnumSource
    void aDefinitionHasNameAndDescription(ToolFormat format) {
        JsonObject definition = definition(format);
        JsonObject named = format == ToolFormat.OPENAI_CHAT ? definition.getAsJsonObject("function") : definition;

        assertThat(named.get("name").getAsString()).isEqualTo("run_python");
        assertThat(named.get("description").getAsString()).isEqualTo(TOOL.description());
    }

    @Test
    void theSchemasAreSchemas() {
        var draft = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        for (ToolFormat format : ToolFormat.values()) {
            JsonObject definition = definition(format);
            for (String where : new String[] {"parameters", "input_schema", "inputSchema"}) {
                if (definition.has(where)) {
                    assertThat(draft.validate(definition.get(where).toString(), InputFormat.JSON))
                            .isEmpty();
                }
            }
        }
    }

    /** What the strict mode of OpenAI asks of a schema: every object closed, every property required. */
    @Test
    void theStrictSchemaRequiresAllAndAllowsNothingElse() {
        assertStrict(
                definition(ToolFormat.OPENAI_CHAT).getAsJsonObject("function").get("parameters"));
        assertStrict(definition(ToolFormat.OPENAI_RESPONSES).get("parameters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\": \"pass\"}",
                "{\"code\": \"pass\", \"stdin\": \"\"}",
                "{\"code\": \"pass\", \"files\": []}",
                "{\"code\": \"pass\", \"files\": [{\"path\": \"a\", \"content\": \"b\"}], \"timeout_seconds\": 60}",
                "{\"code\": \"pass\", \"timeout_seconds\": 5.0}"
            })
    void whatConformsIsAccepted(String arguments) {
        assertThat(PLAIN.accepts(arguments)).isTrue();
        assertThat(TOOL.program(arguments).code()).isEqualTo("pass");
    }

    @Test
    void theStrictSchemaLeavesOutByNull() {
        String arguments = "{\"code\": \"pass\", \"stdin\": null, \"files\": null, \"timeout_seconds\": null}";

        assertThat(STRICT.accepts(arguments)).isTrue();
        assertThat(TOOL.program(arguments).code()).isEqualTo("pass");
        assertThat(STRICT.accepts("{\"code\": \"pass\"}")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"code\": null}",
                "{\"code\": 1}",
                "{\"code\": \"pass\", \"stdin\": 1}",
                "{\"code\": \"pass\", \"more\": 1}",
                "{\"code\": \"pass\", \"files\": {}}",
                "{\"code\": \"pass\", \"files\": [1]}",
                "{\"code\": \"pass\", \"files\": [{\"path\": \"a\"}]}",
                "{\"code\": \"pass\", \"files\": [{\"path\": \"a\", \"content\": null}]}",
                "{\"code\": \"pass\", \"files\": [{\"path\": \"a\", \"content\": \"\", \"mode\": 1}]}",
                "{\"code\": \"pass\", \"timeout_seconds\": 0}",
                "{\"code\": \"pass\", \"timeout_seconds\": 61}",
                "{\"code\": \"pass\", \"timeout_seconds\": 1.5}",
                "{\"code\": \"pass\", \"timeout_seconds\": \"5\"}"
            })
    void argumentsThatDoNotConformAreRejected(String arguments) {
        assertThat(PLAIN.accepts(arguments)).isFalse();
        assertThatThrownBy(() -> TOOL.program(arguments)).isInstanceOf(ToolArgumentsException.class);
    }

    private static void assertStrict(JsonElement schema) {
        if (schema.isJsonObject()) {
            JsonObject object = schema.getAsJsonObject();
            if (object.has("properties")) {
                assertThat(object.get("additionalProperties").getAsBoolean()).isFalse();
                assertThat(object.getAsJsonArray("required"))
                        .extracting(JsonElement::getAsString)
                        .containsExactlyElementsOf(
                                object.getAsJsonObject("properties").keySet());
            }
            object.entrySet().forEach(entry -> assertStrict(entry.getValue()));
        }
    }

    private static JsonObject definition(ToolFormat format) {
        return JsonParser.parseString(TOOL.definition(format)).getAsJsonObject();
    }
}
