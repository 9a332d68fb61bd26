// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.kubernetes;

import com.google.gson.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a rendered pod gives its JVM. */
final class JvmOptions {
    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)m");

    private JvmOptions() {}

    static String of(Manifests manifests) {
        for (var each : manifests.server().getAsJsonArray("env")) {
            JsonObject variable = each.getAsJsonObject();
            if (variable.get("name").getAsString().equals("_JAVA_OPTIONS")) {
                return variable.get("value").getAsString();
            }
        }
        throw new AssertionError("the JVM has no options");
    }

    /** The heap, in MiB. */
    static long heapMib(Manifests manifests) {
        Matcher heap = HEAP.matcher(of(manifests));
        if (!heap.find()) {
            throw new AssertionError("no heap in " + of(manifests));
        }
        return Long.parseLong(heap.group(1));
    }
}
