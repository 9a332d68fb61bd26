/**
 * Python as a tool of a language model: the definition for its API, and the answers to its calls.
 *
 * @see dev.agentcore.client.tool.PythonTool
 */
@NullMarked
package dev.agentcore.client.tool;

import org.jspecify.annotations.NullMarked;
