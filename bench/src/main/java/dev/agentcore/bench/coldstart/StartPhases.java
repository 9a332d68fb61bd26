// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.coldstart;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Divides the time of a start into phases. A phase begins when the JVM initialises the first class of the phase, which the
 * JVM logs.
 */
final class StartPhases {
    /** The option that makes the JVM log that; must be followed by a file name. */
    static final String LOG_OPTION = "-Xlog:class+init=info:file=%s:uptimenanos";

    private static final Pattern INITIALIZING = Pattern.compile("^\\[(\\d+)ns\\].* Initializing '([^']+)'.*");

    private static final String FROM_THE_START = "";

    private static final List<Phase> PHASES = List.of(
            new Phase("JVM starts", FROM_THE_START),
            new Phase("command line is read", "dev/agentcore/cli/Main"),
            new Phase("server's classes are loaded", "dev/agentcore/server/AgentCoreServer"),
            new Phase("guest is loaded", "dev/agentcore/guest/PythonGuest"),
            new Phase("sandboxes are made ready", "dev/agentcore/execution/Watchdog"),
            new Phase("gRPC server starts", "dev/agentcore/execution/engine/ExecutionEngine"),
            new Phase("client connects and asks", "dev/agentcore/client/AgentCoreClient"),
            new Phase("sandbox is opened", "dev/agentcore/sandbox/PythonSandbox"),
            new Phase("program runs", "dev/agentcore/sandbox/guest/GuestRequest"),
            new Phase("output is passed on", "dev/agentcore/client/Output"));

    private StartPhases() {}

    /**
     * A phase of {@code run -c}.
     *
     * @param name its name
     * @param firstClass the class that it begins with, as in the JVM's log; empty for the JVM's own start
     */
    record Phase(String name, String firstClass) {}

    /** In order. */
    static List<Phase> all() {
        return PHASES;
    }

    /**
     * Seconds by the phase's name, in the phases' order. A phase whose class was not initialised is part of the previous
     * phase. The last phase has no end in the log, and is left out.
     *
     * @param log the JVM's log, by lines
     */
    static Map<String, Double> read(List<String> log) {
        Map<String, Long> initialised = new HashMap<>();
        initialised.put(FROM_THE_START, 0L);
        for (String line : log) {
            Matcher matcher = INITIALIZING.matcher(line);
            if (matcher.matches()) {
                initialised.putIfAbsent(matcher.group(2), Long.parseLong(matcher.group(1)));
            }
        }
        List<Phase> begun = PHASES.stream()
                .filter(phase -> initialised.containsKey(phase.firstClass()))
                .toList();
        List<Long> begins =
                begun.stream().map(phase -> initialised.get(phase.firstClass())).toList();
        var seconds = new LinkedHashMap<String, Double>();
        for (int i = 0; i + 1 < begun.size(); i++) {
            long nanos = begins.get(i + 1) - begins.get(i);
            seconds.put(begun.get(i).name(), nanos / 1e9);
        }
        return seconds;
    }
}
