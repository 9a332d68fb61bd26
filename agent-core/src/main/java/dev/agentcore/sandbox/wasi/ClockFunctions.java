// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static dev.agentcore.sandbox.engine.ValueType.I32;
import static dev.agentcore.sandbox.engine.ValueType.I64;

import dev.agentcore.sandbox.fs.ErrnoException;
import java.util.List;

/** WASI's functions on clocks. Not thread-safe: used by the thread that runs the guest. */
final class ClockFunctions {
    private final GuestClocks clocks;

    ClockFunctions(GuestClocks clocks) {
        this.clocks = clocks;
    }

    List<WasiFunction> functions() {
        return List.of(
                WasiFunction.of("clock_res_get", this::resolution, I32, I32),
                WasiFunction.of("clock_time_get", this::time, I32, I64, I32));
    }

    private void resolution(WasiMemory memory, Arguments arguments) throws ErrnoException {
        memory.writeLong(arguments.u32(1), clocks.resolution(arguments.i32(0)));
    }

    private void time(WasiMemory memory, Arguments arguments) throws ErrnoException {
        memory.writeLong(arguments.u32(2), clocks.now(arguments.i32(0)));
    }
}
