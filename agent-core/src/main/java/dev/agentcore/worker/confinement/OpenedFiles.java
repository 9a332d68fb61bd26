// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.zone.ZoneRulesProvider;
import java.util.Collections;

/**
 * Has the JVM open or read the files that it needs when something is first used: after confinement it cannot.
 */
final class OpenedFiles {
    private static final String IN_EACH_JAR = "META-INF/MANIFEST.MF";

    private OpenedFiles() {}

    static void open() {
        openJars();
        readZones();
        openDevices();
    }

    private static void readZones() {
        var unused = ZoneRulesProvider.getAvailableZoneIds();
    }

    /** Sources of randomness keep their devices open. */
    private static void openDevices() {
        new SecureRandom().nextBytes(new byte[1]);
        try {
            // Nothing is read from it: with old kernels it may have to wait.
            var unused = SecureRandom.getInstanceStrong();
        } catch (NoSuchAlgorithmException ignored) {
            // Nobody can use it later either.
        }
    }

    /** Whoever looks for all of a name opens every jar on the class path, and keeps it open for classes. */
    private static void openJars() {
        try {
            for (URL each : Collections.list(ClassLoader.getSystemResources(IN_EACH_JAR))) {
                // Another opening of the same jar, which is kept for resources.
                try (InputStream opened = each.openStream()) {
                    var unused = opened.read();
                }
            }
        } catch (IOException ignored) {
            // What cannot be opened now is as absent as it would be later.
        }
    }
}
