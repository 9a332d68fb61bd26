package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that has ended, and all that it said. */
public record Ended(int exitCode, String stdout, String stderr) {
    /** Starts it, gives it its input, and waits for its end. */
    public static Ended of(ProcessBuilder builder, String stdin) throws IOException, InterruptedException {
        // A file, for who reads one of two pipes can wait for ever for a process that waits at the other.
        Path errors = Files.createTempFile("ended", ".err");
        try {
            Process process = builder.redirectError(errors.toFile()).start();
            try (var out = process.getOutputStream()) {
                out.write(stdin.getBytes(UTF_8));
            }
            String stdout = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ended(process.waitFor(), stdout, Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }
}
