// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
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
 * The standard streams of a command. Unbuffered, so that output appears at once.
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

    /** Prints a message on standard error. Each line starts with the name of this command. */
    void complain(String message) {
        message.lines().forEach(line -> errWriter().println("agent-core: " + line));
    }

    // Not Console.isTerminal(), which also checks standard output. On systems without /proc a terminal is not
    // recognised, and is read
    // to its end.
    private static boolean inputIsTerminal() {
        try {
            String file = Files.readSymbolicLink(STANDARD_INPUT).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return false;
        }
    }
}
