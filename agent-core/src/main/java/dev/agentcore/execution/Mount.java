// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A directory of the host that all programs can read.
 *
 * @param guestPath where programs find it: absolute, such as {@code /data} or {@code /data/sets}, and outside of {@code
 *     /dev}, {@code /lib}, {@code /tmp}, {@code /usr} and {@code /workspace}
 * @param hostDirectory the directory on the host
 */
public record Mount(String guestPath, Path hostDirectory) {
    private static final Set<String> NOT_NAMES = Set.of("", ".", "..");
    private static final Set<String> TAKEN = Set.of("dev", "lib", "tmp", "usr", "workspace");

    /**
     * Checks the guest path.
     *
     * @throws IllegalArgumentException if it is not valid, naming it
     */
    public Mount {
        List<String> parts = Arrays.asList(guestPath.split("/", -1));
        boolean plain = guestPath.startsWith("/")
                && guestPath.indexOf('\0') < 0
                && parts.stream().skip(1).noneMatch(NOT_NAMES::contains);
        if (!plain) {
            throw new IllegalArgumentException("mount " + guestPath
                    + " must be an absolute path without a / at its end, and no part of it '', '.' or '..'");
        }
        if (TAKEN.contains(parts.get(1))) {
            throw new IllegalArgumentException("mount " + guestPath + " must not be in /" + parts.get(1));
        }
    }

    /**
     * Checks that no mount is inside another.
     *
     * @throws IllegalArgumentException if one is, naming both
     */
    public static void checkApart(List<Mount> mounts) {
        for (int i = 0; i < mounts.size(); i++) {
            for (int j = 0; j < mounts.size(); j++) {
                String inner = mounts.get(i).guestPath;
                String outer = mounts.get(j).guestPath;
                if (i != j && (inner + "/").startsWith(outer + "/")) {
                    throw new IllegalArgumentException("mount " + inner + " must not be in mount " + outer);
                }
            }
        }
    }
}
