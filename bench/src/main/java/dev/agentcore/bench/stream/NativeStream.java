// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * For comparison: the same program in a native Python, which writes to a pipe. Immutable.
 *
 * @param python the native Python
 */
record NativeStream(Path python) {
    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * Runs a program and reads all of its output.
     *
     * @return the seconds from the start of its process to its end
     * @throws IOException if the number of bytes is unexpected
     */
    double read(Printout printout) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process process = new ProcessBuilder(
                        python.toString(), "-c", printout.shape().code(), Long.toString(printout.bytes()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long read = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream output = process.getInputStream()) {
            int count = output.read(buffer);
            while (count >= 0) {
                read += count;
                count = output.read(buffer);
            }
        }
        int exitCode = process.waitFor();
        double seconds = (System.nanoTime() - began) / 1e9;
        if (read != printout.bytes() || exitCode != 0) {
            throw new IOException("%d bytes came of %d, and exit code %d".formatted(read, printout.bytes(), exitCode));
        }
        return seconds;
    }
}
