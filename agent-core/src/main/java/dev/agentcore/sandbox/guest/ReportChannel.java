// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.engine.HostFunction;
import dev.agentcore.sandbox.engine.Interruption;
import dev.agentcore.sandbox.engine.ValueType;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.wasi.Arguments;
import dev.agentcore.sandbox.wasi.WasiMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The function by which the guest reports how the program ended. Not thread-safe: used by the thread that runs the guest.
 *
 * <p>The program can call it too, and forge a report. That gains nothing: a report is about its own run only, and the program
 * could as well have ended that way. The last report counts, which is the interpreter's.
 */
public final class ReportChannel {
    private @Nullable GuestReport report;

    /** The last well-formed report; null if there is none. */
    @Nullable
    GuestReport report() {
        return report;
    }

    /** Clears the report, before another program runs. */
    void clear() {
        report = null;
    }

    /** The function that the guest imports. */
    HostFunction function() {
        return new HostFunction(
                PythonGuest.HOST_MODULE, "report", List.of(ValueType.I32, ValueType.I32), false, (memory, slots) -> {
                    receive(new WasiMemory(memory), new Arguments(slots));
                    return 0;
                });
    }

    private void receive(WasiMemory memory, Arguments arguments) {
        Interruption.check();
        long size = arguments.u32(1);
        if (size > GuestReport.MAXIMUM_SIZE) {
            return;
        }
        try {
            report = GuestReport.decode(memory.readBytes(arguments.u32(0), (int) size));
        } catch (ErrnoException | MalformedRecordException notAReport) {
            // Not a report, but sent by the program, which may send anything; the run continues.
            return;
        }
    }
}
