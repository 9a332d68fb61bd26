package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a command reads and writes. Nothing is buffered: what a program printed must be seen when it printed it.
 *
 * @param interactive whether {@code in} is a terminal
 */
record Streams(InputStream in, OutputStream out, OutputStream err, boolean interactive) {
    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");

    static Streams ofProcess() {
        return new Streams(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                inputIsTerminal());
    }

    PrintWriter outWriter() {
        return new PrintWriter(new OutputStreamWriter(out, UTF_8), true);
    }

    PrintWriter errWriter() {
        return new PrintWriter(new OutputStreamWriter(err, UTF_8), true);
    }

    /** Says one thing on standard error, in lines that begin with this program's name. */
    void complain(String message) {
        message.lines().forEach(line -> errWriter().println("agent-core: " + line));
    }

    // Not Console.isTerminal(): that asks for standard output too, which is often sent elsewhere while a person sits at
    // the input. On systems without /proc a terminal is read like any other input, to its end.
    private static boolean inputIsTerminal() {
        try {
            String file = Files.readSymbolicLink(STANDARD_INPUT).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return false;
        }
    }
}
