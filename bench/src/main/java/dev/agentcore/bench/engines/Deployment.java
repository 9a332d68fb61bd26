// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import dev.agentcore.bench.ServerProcess;
import dev.agentcore.bench.Workspace;
import dev.agentcore.config.Configuration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An engine and where its guests run: what the settings of a server choose. */
enum Deployment {
    /** The default. */
    JVM("jvm", "jvm", "in-process"),
    /** Native code in the server's process. */
    NATIVE("native, in-process", "native", "in-process"),
    /** Native code in processes of its own. */
    WORKERS("native, process", "native", "process");

    private static final String ISOLATION = "engine.isolation";

    private final String title;
    private final String kind;
    private final String isolation;

    Deployment(String title, String kind, String isolation) {
        this.title = title;
        this.kind = kind;
        this.isolation = isolation;
    }

    /** Those that the measured build has; {@link #WORKERS} only if there is such a setting. */
    static List<Deployment> known() {
        return Arrays.stream(values())
                .filter(each -> each != WORKERS || hasIsolation())
                .toList();
    }

    /** The one with native code that is its default. */
    static Deployment ofNative() {
        return hasIsolation() ? WORKERS : NATIVE;
    }

    private static boolean hasIsolation() {
        return Configuration.documentation().contains("`" + ISOLATION + "`");
    }

    /** Its name in tables. */
    String title() {
        return title;
    }

    /** The name of its {@code engine.isolation}. */
    String isolation() {
        return isolation;
    }

    boolean isNative() {
        return this != JVM;
    }

    /** Options of {@code serve}. Whoever reaches the server may cancel runs. */
    List<String> options() {
        var options = new ArrayList<>(List.of("--set", "engine.kind=" + kind, "--set", "admin.operators=*"));
        if (hasIsolation()) {
            options.addAll(List.of("--set", ISOLATION + "=" + isolation));
        }
        return List.copyOf(options);
    }

    /** Starts such a server. */
    ServerProcess start(Workspace workspace) throws IOException {
        return ServerProcess.start(workspace, List.of(), options());
    }
}
