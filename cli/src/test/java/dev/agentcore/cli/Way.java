package dev.agentcore.cli;

/** The client's ways to consume a run. */
enum Way {
    RUN,
    FUTURE,
    ITERATOR,
    LISTENER,
    PUBLISHER
}
