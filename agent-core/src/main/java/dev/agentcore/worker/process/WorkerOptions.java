// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.process;

import dev.agentcore.execution.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a worker is told on its command line. Immutable.
 *
 * @param engine the name of the engine that executes the interpreter
 * @param slots how many programs may run at a time; at least 1
 * @param guestStackBytes the stack of a thread that runs programs, in bytes
 * @param guestThreads how many threads all programs together may have, besides their main ones
 * @param mounts the directories that all programs see; read only at the start
 */
public record WorkerOptions(String engine, int slots, long guestStackBytes, int guestThreads, List<Mount> mounts) {
    private static final int FIXED = 4;

    /** Copies the list. */
    public WorkerOptions {
        mounts = List.copyOf(mounts);
    }

    /** The arguments that {@link #parse} reads. */
    public List<String> arguments() {
        var arguments = new ArrayList<>(List.of(
                engine, Integer.toString(slots), Long.toString(guestStackBytes), Integer.toString(guestThreads)));
        for (Mount mount : mounts) {
            arguments.add(mount.guestPath());
            arguments.add(mount.hostDirectory().toAbsolutePath().toString());
        }
        return List.copyOf(arguments);
    }

    static WorkerOptions parse(List<String> arguments) {
        var mounts = new ArrayList<Mount>();
        for (int i = FIXED; i + 1 < arguments.size(); i += 2) {
            mounts.add(new Mount(arguments.get(i), Path.of(arguments.get(i + 1))));
        }
        return new WorkerOptions(
                arguments.get(0),
                Integer.parseInt(arguments.get(1)),
                Long.parseLong(arguments.get(2)),
                Integer.parseInt(arguments.get(3)),
                mounts);
    }
}
