// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The CPU time of all of a JVM's threads, including its internal ones. Immutable.
 *
 * @param byId milliseconds and names, by the system's thread id
 */
record ThreadTimes(Map<Long, ThreadTime> byId) {
    private static final Pattern THREAD =
            Pattern.compile("^\"(.*?)\" .*\\bcpu=([0-9.]+)ms .*\\bnid=(\\d+) ", Pattern.MULTILINE);

    /**
     * The CPU time of one thread.
     *
     * @param name the thread's name
     * @param millis its CPU time
     */
    record ThreadTime(String name, double millis) {}

    ThreadTimes {
        byId = Map.copyOf(byId);
    }

    /**
     * Parses the output of {@code jcmd PID Thread.print}.
     *
     * @throws IllegalArgumentException if it contains no thread
     */
    static ThreadTimes parse(String threadPrint) {
        Map<Long, ThreadTime> times = new LinkedHashMap<>();
        for (MatchResult thread : THREAD.matcher(threadPrint).results().toList()) {
            times.put(
                    Long.valueOf(thread.group(3)),
                    new ThreadTime(thread.group(1), Double.parseDouble(thread.group(2))));
        }
        if (times.isEmpty()) {
            throw new IllegalArgumentException("no threads: " + threadPrint);
        }
        return new ThreadTimes(times);
    }

    /** The CPU time of each thread since then. */
    ThreadTimes since(ThreadTimes before) {
        Map<Long, ThreadTime> used = new LinkedHashMap<>();
        byId.forEach((id, now) -> {
            ThreadTime then = before.byId.getOrDefault(id, new ThreadTime(now.name(), 0));
            used.put(id, new ThreadTime(now.name(), now.millis() - then.millis()));
        });
        return new ThreadTimes(used);
    }
}
