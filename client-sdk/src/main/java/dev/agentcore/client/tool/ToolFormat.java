// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.tool;

/** The format of a tool's definition for an API. */
public enum ToolFormat {
    /** For OpenAI's Chat Completions, in strict mode: {@code {"type": "function", "function": {"name": ...}}}. */
    OPENAI_CHAT,
    /** For OpenAI's Responses, in strict mode: {@code {"type": "function", "name": ..., "parameters": ...}}. */
    OPENAI_RESPONSES,
    /** For Anthropic's Messages: {@code {"name": ..., "description": ..., "input_schema": ...}}. */
    ANTHROPIC,
    /** For a server of the Model Context Protocol: {@code {"name": ..., "description": ..., "inputSchema": ...}}. */
    MCP
}
