// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program and its arguments: {@code FILE ARGS}, {@code - ARGS} or {@code -c CODE ARGS}. */
final class ProgramSource {
    private static final String STANDARD_INPUT = "-";

    @Option(names = "-c", paramLabel = "CODE", description = "The source of the program.")
    private @Nullable String code;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|- [-- ARGS]",
            description = "The file with the program, or - for standard input, and the arguments, sys.argv[1:].")
    private List<String> words = List.of();

    /** Whether there is no program. */
    boolean isMissing() {
        return code == null && words.isEmpty();
    }

    /** Whether the program is read from standard input. */
    boolean isStandardInput() {
        return code == null && words.getFirst().equals(STANDARD_INPUT);
    }

    /** The arguments, {@code sys.argv[1:]}. */
    List<String> args() {
        return code == null ? words.subList(1, words.size()) : words;
    }

    /** Reads the code. */
    String read(Streams streams) throws InterruptedException {
        if (code != null) {
            return code;
        }
        if (isStandardInput()) {
            return decode("standard input", StandardInput.begin(streams.in()).whole());
        }
        String file = words.getFirst();
        return decode(file, bytesOf(file));
    }

    /** The content of a file that the command line names. */
    static byte[] bytesOf(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException absent) {
            throw new CommandFailedException(ExitCode.USAGE, file + ": no such file");
        } catch (IOException unreadable) {
            String why = String.valueOf(unreadable.getMessage());
            throw new CommandFailedException(ExitCode.USAGE, "cannot read " + file + ": " + why);
        }
    }

    private static String decode(String source, byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            // Python allows a byte order mark only at the start of a file.
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            throw new CommandFailedException(ExitCode.USAGE, source + " is not UTF-8");
        }
    }
}
