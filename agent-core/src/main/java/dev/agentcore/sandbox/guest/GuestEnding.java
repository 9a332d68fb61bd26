// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import dev.agentcore.sandbox.engine.GuestExitException;
import dev.agentcore.sandbox.engine.GuestInterruptedException;
import dev.agentcore.sandbox.wasi.OutputLimitException;
import org.jspecify.annotations.Nullable;

/** How the call of the guest ended, before anybody asks what that means for the run. */
public sealed interface GuestEnding {
    /** It came to its own end, and has most likely reported: null is a guest that could not. */
    record Returned(@Nullable GuestReport report) implements GuestEnding {}

    /** There was not even room for its request. */
    record NoRoom() implements GuestEnding {}

    /** The program ended the process, as {@code os._exit} does. */
    record Exited(int code) implements GuestEnding {}

    /** Its thread was interrupted. */
    record Interrupted() implements GuestEnding {}

    /** It wrote more than it may. */
    record OutputRefused() implements GuestEnding {}

    /** Anything else: a trap, an exhausted stack, an error of the engine. */
    record Fault(Throwable cause) implements GuestEnding {}

    /** What was thrown out of the guest, told as an ending. */
    static GuestEnding of(Throwable thrown) {
        return switch (thrown) {
            case GuestExitException exit -> new Exited(exit.code() & 0xFF);
            case GuestInterruptedException interrupted -> new Interrupted();
            case OutputLimitException refused -> new OutputRefused();
            default -> new Fault(thrown);
        };
    }
}
