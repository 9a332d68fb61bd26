// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import dev.agentcore.guest.Snapshot;
import java.time.Instant;
import java.util.List;

/** The directory {@code /dev}, the same for all runs. */
public final class Devices {
    private static final Instant MADE = Snapshot.FILES_MODIFIED;

    private Devices() {}

    /**
     * The directory.
     *
     * @param firstInode the inode number of the directory, and the first of some 300
     */
    public static FixedDirectory directory(long firstInode) {
        long inode = firstInode + 1;
        return new FixedDirectory(
                firstInode,
                MADE,
                List.of(
                        new Directory.Entry("fd", new DescriptorDirectory(inode + 10, MADE)),
                        new Directory.Entry("full", new Device(inode, MADE, Device.Kind.FULL)),
                        new Directory.Entry("null", new Device(inode + 1, MADE, Device.Kind.NULL)),
                        new Directory.Entry("random", new Device(inode + 2, MADE, Device.Kind.RANDOM)),
                        new Directory.Entry("stderr", new DescriptorName(inode + 3, MADE, 2)),
                        new Directory.Entry("stdin", new DescriptorName(inode + 4, MADE, 0)),
                        new Directory.Entry("stdout", new DescriptorName(inode + 5, MADE, 1)),
                        new Directory.Entry("urandom", new Device(inode + 6, MADE, Device.Kind.RANDOM)),
                        new Directory.Entry("zero", new Device(inode + 7, MADE, Device.Kind.ZERO))));
    }
}
