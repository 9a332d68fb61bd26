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

/** Where a program's code comes from, and its arguments: {@code FILE ARGS}, {@code - ARGS} or {@code -c CODE ARGS}. */
final class ProgramSource {
    private static final String STANDARD_INPUT = "-";

    @Option(names = "-c", paramLabel = "CODE", description = "The program itself.")
    private @Nullable String code;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|- [-- ARGS]",
            description = "The file that holds the program, or - for standard input; then what sys.argv[1:] holds.")
    private List<String> words = List.of();

    /** Whether neither code nor a file is named. */
    boolean isMissing() {
        return code == null && words.isEmpty();
    }

    /** Whether standard input holds the program and not what the program reads. */
    boolean isStandardInput() {
        return code == null && words.getFirst().equals(STANDARD_INPUT);
    }

    /** What {@code sys.argv[1:]} holds. */
    List<String> args() {
        return code == null ? words.subList(1, words.size()) : words;
    }

    /** The code, wherever it is. */
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

    /** The bytes of a file that was named on the command line. */
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
            // Python allows the mark at a file's beginning, and in no other text.
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            throw new CommandFailedException(ExitCode.USAGE, source + " is not in UTF-8");
        }
    }
}
