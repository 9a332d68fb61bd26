package dev.agentcore.sandbox.guest;

import dev.agentcore.guest.LinearMemory;

/** An interpreter in a WebAssembly instance of its own, good for one program. Confined to one thread. */
public interface Guest {
    /** All that it has in memory. */
    LinearMemory memory();

    /**
     * Runs its program to the end.
     *
     * @throws RuntimeException whatever else ends it; an error, too: {@link GuestEnding#of} knows what they mean
     */
    GuestEnding run();

    /** Gives up its memory. The guest has stopped, and is not used any more. */
    void discard();
}
