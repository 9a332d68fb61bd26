package dev.agentcore.client;

/** Where a program prints. */
public enum StandardStream {
    /** Standard output, file descriptor 1. */
    STDOUT,
    /** Standard error, file descriptor 2. */
    STDERR
}
