// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.chicory;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.ChicoryException;
import dev.agentcore.guest.StackExhaustedException;
import dev.agentcore.sandbox.engine.GuestInterruptedException;
import dev.agentcore.sandbox.engine.GuestTrapException;
import dev.agentcore.sandbox.engine.GuestTrapException.Kind;
import java.util.Objects;

/** Calls of a Chicory instance, which translate its exceptions to those of the engine port. Stateless. */
public final class ChicoryCalls {
    private ChicoryCalls() {}

    /** Calls an exported function whose parameters are 32-bit integers, as specified by the port. */
    public static int call(Instance instance, String export, int... arguments) {
        var slots = new long[arguments.length];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = arguments[i];
        }
        try {
            long[] results = instance.export(export).apply(slots);
            return results == null || results.length == 0 ? 0 : (int) results[0];
        } catch (ChicoryInterruptedException interrupted) {
            throw new GuestInterruptedException(interrupted);
        } catch (StackExhaustedException exhausted) {
            throw trap(Kind.STACK, exhausted);
        } catch (TrapException aborted) {
            throw trap(Kind.ABORTED, aborted);
        } catch (IndexOutOfBoundsException | WasmRuntimeException outOfBounds) {
            throw trap(Kind.MEMORY, outOfBounds);
        } catch (StackOverflowError exhausted) {
            throw trap(Kind.STACK, exhausted);
        } catch (ChicoryException | ArithmeticException other) {
            throw trap(Kind.OTHER, other);
        }
    }

    private static GuestTrapException trap(Kind kind, Throwable cause) {
        return new GuestTrapException(
                kind,
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName()),
                cause);
    }
}
