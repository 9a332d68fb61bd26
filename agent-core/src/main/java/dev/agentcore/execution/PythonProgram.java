// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.util.List;
import java.util.Map;

/**
 * A Python program and what it is given. Valid: the wire's bounds have been checked.
 *
 * @param code the source, run as {@code __main__}
 * @param arguments what {@code sys.argv[1:]} holds
 * @param environment what {@code os.environ} holds, and nothing besides
 * @param stdin what it reads from standard input
 * @param files what it finds in its working directory
 * @param resultFormat in what form its last expression's value is wanted
 * @param outputPaths what it gives back: absolute paths in the guest, of files or of directories
 */
public record PythonProgram(
        String code,
        List<String> arguments,
        Map<String, String> environment,
        Bytes stdin,
        List<ProgramFile> files,
        ResultFormat resultFormat,
        List<String> outputPaths) {
    /** Copies the collections. */
    public PythonProgram {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        files = List.copyOf(files);
        outputPaths = List.copyOf(outputPaths);
    }

    /** A program that gives no files back. */
    public PythonProgram(
            String code,
            List<String> arguments,
            Map<String, String> environment,
            Bytes stdin,
            List<ProgramFile> files,
            ResultFormat resultFormat) {
        this(code, arguments, environment, stdin, files, resultFormat, List.of());
    }

    /** About what it holds in memory, in bytes: its code, its input and its files; the rest is small. */
    long bytes() {
        return 2L * code.length()
                + stdin.size()
                + files.stream().mapToLong(file -> file.content().size()).sum();
    }

    /** A program that is given nothing. */
    public static PythonProgram of(String code) {
        return new PythonProgram(code, List.of(), Map.of(), Bytes.empty(), List.of(), ResultFormat.NONE);
    }
}
