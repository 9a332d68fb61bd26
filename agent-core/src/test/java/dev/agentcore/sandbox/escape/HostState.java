// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import java.io.File;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What no guest may change of its host. Immutable.
 *
 * @param threads the server's own, by number: one that died and was replaced would have another
 * @param files what lies where a guest's paths would lead if they were the host's: in the root and in the working folder
 */
record HostState(Map<Long, String> threads, Map<String, Long> files) {
    static HostState now() {
        Map<Long, String> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("agent-core-"))
                // gRPC's threads come and go with the load.
                .filter(thread -> !thread.getName().startsWith("agent-core-grpc-"))
                // And so does what guests' threads run on.
                .filter(thread -> !thread.getName().equals("agent-core-guest-thread"))
                // And what serves one worker process, which comes and goes with its tenant.
                .filter(thread -> !thread.getName().startsWith("agent-core-worker-"))
                .collect(Collectors.toMap(Thread::threadId, Thread::getName));
        var files = new TreeMap<String, Long>();
        for (String folder : new String[] {"/", "/lib", "/workspace", "."}) {
            File[] found = new File(folder).listFiles(File::isFile);
            Arrays.stream(found == null ? new File[0] : found)
                    .forEach(file -> files.put(file.getPath(), file.length()));
        }
        return new HostState(threads, Collections.unmodifiableMap(files));
    }
}
