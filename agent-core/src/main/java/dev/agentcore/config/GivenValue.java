package dev.agentcore.config;

/**
 * A value as it was given. Immutable.
 *
 * @param text the value, not yet read
 * @param origin where it was given, for people: {@code --port}, {@code AGENT_CORE_LISTEN_PORT}, {@code agent.yaml:7}
 */
public record GivenValue(String text, String origin) {}
