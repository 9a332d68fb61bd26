// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.process;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * The pipe to the server, which is standard output when the process starts, and nobody's standard output afterwards: what the JVM
 * says when it crashes would be taken for an event. Stateless.
 */
final class ServerPipe {
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private ServerPipe() {}

    /**
     * Takes the pipe. What this process prints to standard output goes to standard error from now on. Called once.
     *
     * @throws IOException if this is not Linux
     */
    @SuppressWarnings("restricted")
    static OutputStream take() throws IOException {
        var pipe = new FileOutputStream("/proc/self/fd/" + STDOUT);
        Linker linker = Linker.nativeLinker();
        try {
            int result = (int) linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("dup2"),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                    .invokeExact(STDERR, STDOUT);
            if (result != STDOUT) {
                throw new IOException("standard output cannot be replaced");
            }
        } catch (IOException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IOException(impossible);
        }
        return pipe;
    }
}
