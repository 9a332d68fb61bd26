package dev.agentcore.client;

/**
 * A field of a request that the server refused.
 *
 * @param field its name on the wire, such as {@code limits.wall_time} or {@code files[2].path}
 * @param description what is wrong with it, as the rest of a sentence that begins with the field
 */
public record FieldViolation(String field, String description) {}
