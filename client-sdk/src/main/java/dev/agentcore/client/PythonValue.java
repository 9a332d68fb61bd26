package dev.agentcore.client;

import java.util.Optional;

/**
 * The value of a program's last expression.
 *
 * @param repr {@code repr()} of it; cut in the middle when very long
 * @param json its JSON, if that was asked for and it can be told in JSON
 * @param jsonError why there is no {@code json} though it was asked for
 */
public record PythonValue(String repr, Optional<String> json, Optional<String> jsonError) {}
