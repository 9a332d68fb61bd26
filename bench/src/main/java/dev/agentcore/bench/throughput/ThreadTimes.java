// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The processor time of each of a JVM's threads, its own among them. Immutable.
 *
 * @param byId milliseconds and names, by the system's number of the thread
 */
record ThreadTimes(Map<Long, ThreadTime> byId) {
    private static final Pattern THREAD =
            Pattern.compile("^\"(.*?)\" .*\\bcpu=([0-9.]+)ms .*\\bnid=(\\d+) ", Pattern.MULTILINE);

    /**
     * One thread's.
     *
     * @param name the thread's
     * @param millis its processor time
     */
    record ThreadTime(String name, double millis) {}

    ThreadTimes {
        byId = Map.copyOf(byId);
    }

    /**
     * Reads what {@code jcmd PID Thread.print} prints.
     *
     * @throws IllegalArgumentException if no thread is in it
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

    /** What each thread has used since then. */
    ThreadTimes since(ThreadTimes before) {
        Map<Long, ThreadTime> used = new LinkedHashMap<>();
        byId.forEach((id, now) -> {
            ThreadTime then = before.byId.getOrDefault(id, new ThreadTime(now.name(), 0));
            used.put(id, new ThreadTime(now.name(), now.millis() - then.millis()));
        });
        return new ThreadTimes(used);
    }
}
