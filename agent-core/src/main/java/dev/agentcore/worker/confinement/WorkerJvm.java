// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a worker's JVM, as far as confinement needs it. */
public final class WorkerJvm {
    /**
     * Options without which the JVM would open files, sockets or programs after it has started, or that keep what it says from
     * standard output, which is for the server. Memory, processors and collector are the caller's: any but ZGC, which takes and
     * returns memory by calls that a worker may not make.
     */
    public static final List<String> OPTIONS = List.of(
            // Its file in /tmp is read and written by tools outside.
            "-XX:-UsePerfData",
            // It would listen at a socket, and look for a file at each SIGQUIT.
            "-XX:+DisableAttachMechanism",
            // It would read files of cgroups again and again. The server says how much memory a worker has.
            "-XX:-UseContainerSupport",
            // A crash is told where the server reads, and no file can be created.
            "-XX:+ErrorFileToStderr",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+DisplayVMOutputToStderr",
            "-Xlog:disable",
            "-Xlog:all=warning:stderr",
            // SIGTERM, SIGINT and SIGHUP end the process at once.
            "-Xrs",
            "--enable-native-access=ALL-UNNAMED",
            // Neither can be found out: there is no /etc for workers.
            "-Duser.timezone=UTC",
            "-Duser.home=/",
            "-Duser.name=worker",
            "-Dfile.encoding=UTF-8");

    private WorkerJvm() {}

    /**
     * The beginning of the command line: launcher and options, to which the caller adds its own, class path and main class.
     *
     * @param privateFolder that of {@link AllowedFiles}, where the JVM and libraries put files
     */
    public static List<String> command(Path privateFolder) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-Djava.io.tmpdir=" + privateFolder);
        return List.copyOf(command);
    }
}
