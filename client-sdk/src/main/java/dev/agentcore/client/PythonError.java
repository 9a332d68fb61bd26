package dev.agentcore.client;

import java.util.OptionalInt;

/**
 * An uncaught Python exception.
 *
 * @param type the class's name as tracebacks show it, such as {@code ZeroDivisionError}
 * @param message {@code str()} of it; may be empty
 * @param traceback as Python prints it, the program's own frames only
 * @param line the line of {@code main.py} where it was raised, or where the program called what raised it
 */
public record PythonError(String type, String message, String traceback, OptionalInt line) {}
