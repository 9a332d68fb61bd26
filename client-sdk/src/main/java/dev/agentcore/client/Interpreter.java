package dev.agentcore.client;

/**
 * A Python interpreter.
 *
 * @param name such as {@code CPython}
 * @param version such as {@code 3.13.15}
 */
public record Interpreter(String name, String version) {}
