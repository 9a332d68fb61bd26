package dev.agentcore.client;

/** In what form the value of a program's last expression is returned. */
public enum ResultFormat {
    /** Not at all. */
    NONE,
    /** As {@code repr()}. */
    REPR,
    /** As JSON (RFC 8259; NaN and infinities are refused), and as {@code repr()} too. */
    JSON
}
