// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.util.List;
import java.util.Map;

/**
 * A Python program and its input. The request's validator has checked it.
 *
 * @param code the source code, run as {@code __main__}
 * @param arguments the values of {@code sys.argv[1:]}
 * @param environment all entries of {@code os.environ}
 * @param stdin the content of standard input
 * @param files the files in its working directory
 * @param resultFormat the form in which the value of its last expression is returned
 * @param outputPaths absolute paths in the guest, of files or directories that are returned
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

    /** A program that returns no files. */
    public PythonProgram(
            String code,
            List<String> arguments,
            Map<String, String> environment,
            Bytes stdin,
            List<ProgramFile> files,
            ResultFormat resultFormat) {
        this(code, arguments, environment, stdin, files, resultFormat, List.of());
    }

    /** Its approximate size in memory, in bytes: code as text and as a file, standard input and files. The rest is small. */
    public long bytes() {
        return 3L * code.length()
                + stdin.size()
                + files.stream().mapToLong(file -> file.content().size()).sum();
    }

    /** A program without input. */
    public static PythonProgram of(String code) {
        return new PythonProgram(code, List.of(), Map.of(), Bytes.empty(), List.of(), ResultFormat.NONE);
    }
}
