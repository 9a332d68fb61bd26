package dev.agentcore.execution;

/** Where a program prints. */
public enum OutputStreamName {
    /** File descriptor 1. */
    STDOUT,
    /** File descriptor 2. */
    STDERR
}
