package dev.agentcore.client;

/**
 * A Python interpreter.
 *
 * @param name the name, such as {@code CPython}
 * @param version the version, such as {@code 3.13.15}
 */
public record Interpreter(String name, String version) {}
