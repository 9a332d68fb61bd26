package dev.agentcore.sandbox.command;

import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.sandbox.guest.Guest;
import dev.agentcore.sandbox.guest.GuestEnding;

/** What stands for a guest that needs more memory to begin with than its run may have. */
final class TooSmallGuest implements Guest {
    private final LinearMemory memory = LinearMemory.fresh(new MemoryLimits(0, 0));

    @Override
    public LinearMemory memory() {
        return memory;
    }

    @Override
    public GuestEnding run() {
        return new GuestEnding.NoRoom();
    }

    @Override
    public void discard() {
        // Nothing is held.
    }
}
