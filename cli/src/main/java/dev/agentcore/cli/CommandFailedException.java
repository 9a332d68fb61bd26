package dev.agentcore.cli;

/** A command cannot do its work, for a reason that one line can tell. */
final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final int exitCode;

    CommandFailedException(int exitCode, String reason) {
        super(reason);
        this.reason = reason;
        this.exitCode = exitCode;
    }

    @Override
    public String getMessage() {
        return reason;
    }

    int exitCode() {
        return exitCode;
    }
}
