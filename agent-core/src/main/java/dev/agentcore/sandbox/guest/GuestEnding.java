// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import dev.agentcore.sandbox.engine.GuestExitException;
import dev.agentcore.sandbox.engine.GuestInterruptedException;
import dev.agentcore.sandbox.wasi.OutputLimitException;
import org.jspecify.annotations.Nullable;

/** How the call of the guest ended, before this is classified as the outcome of the run. */
public sealed interface GuestEnding {
    /** The guest returned, most likely with a report: null if it could not report. */
    record Returned(@Nullable GuestReport report) implements GuestEnding {}

    /** There was not enough memory for the request. */
    record NoRoom() implements GuestEnding {}

    /** The program ended the process, as {@code os._exit} does. */
    record Exited(int code) implements GuestEnding {}

    /** Its thread was interrupted. */
    record Interrupted() implements GuestEnding {}

    /** It exceeded its output limit. */
    record OutputRefused() implements GuestEnding {}

    /** Anything else: a trap, an exhausted stack, an error of the engine. */
    record Fault(Throwable cause) implements GuestEnding {}

    /** Classifies an exception that was thrown out of the guest. */
    static GuestEnding of(Throwable thrown) {
        return switch (thrown) {
            case GuestExitException exit -> new Exited(exit.code() & 0xFF);
            case GuestInterruptedException interrupted -> new Interrupted();
            case OutputLimitException refused -> new OutputRefused();
            default -> new Fault(thrown);
        };
    }
}
