package dev.agentcore.config;

/**
 * How the log is written.
 *
 * @param format how a line looks
 * @param level what is as important as this, or more, is written
 */
public record LogSettings(Format format, Level level) {
    /** How a line looks. */
    public enum Format {
        /** For people. */
        TEXT,
        /** For machines: an object of JSON a line. */
        JSON
    }

    /** How important something is, the most important first. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** Text, from INFO upwards. */
    public static LogSettings standard() {
        return new LogSettings(Format.TEXT, Level.INFO);
    }
}
