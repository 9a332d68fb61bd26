// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command;

import dev.agentcore.sandbox.fs.Scratch;
import dev.agentcore.sandbox.fs.ScratchDirectory;
import dev.agentcore.sandbox.fs.ScratchFile;
import dev.agentcore.sandbox.guest.GuestReport;
import dev.agentcore.sandbox.guest.MalformedRecordException;
import dev.agentcore.sandbox.guest.ReportChannel;
import dev.agentcore.sandbox.wasi.Preopen;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a custom interpreter reports the exception that ended its program: it writes a report into a file. Not thread-safe:
 * used by the thread that runs the guest.
 *
 * <p>The file is in a separate directory, which appears in no listing. The program can write there too: as with a
 * {@link ReportChannel}, a forged report affects only its own run.
 */
final class ReportFile {
    private static final String DIRECTORY = "/run/agent-core";
    private static final String NAME = "report";

    /** The quota of the directory, in bytes: more than the longest report of an honest launcher. */
    private static final long QUOTA = 512 << 10;

    private final ScratchDirectory directory = new Scratch(QUOTA, InstantSource.system(), 1).given(List.of());

    /** Where the guest finds the directory. */
    Preopen preopen() {
        return new Preopen(DIRECTORY, directory);
    }

    /** The report in the file; null if there is no file, or no valid report in it. */
    @Nullable
    GuestReport report() {
        if (!(directory.child(NAME) instanceof ScratchFile file) || file.size() > GuestReport.MAXIMUM_SIZE) {
            return null;
        }
        var bytes = new byte[(int) file.size()];
        file.read(0, bytes);
        try {
            return GuestReport.decode(bytes);
        } catch (MalformedRecordException notAReport) {
            return null;
        }
    }
}
