package dev.agentcore.client;

/**
 * A language model called {@link PythonTool} with arguments that cannot be accepted. The message is for the model, as the
 * tool's answer: it names the argument, what it is (shortened, and all of it printable) and what is allowed.
 */
public final class ToolArgumentsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String argument;

    ToolArgumentsException(String argument, String description) {
        super(argument + " " + description);
        this.argument = argument;
    }

    /** The argument that is wrong, such as {@code files[0].path}; {@code arguments} if it is all of them. */
    public String argument() {
        return argument;
    }
}
