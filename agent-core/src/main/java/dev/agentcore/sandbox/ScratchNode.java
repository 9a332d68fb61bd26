package dev.agentcore.sandbox;

import java.time.Instant;

/** What all files and directories of a run's scratch have. Confined to the guest's thread. */
sealed interface ScratchNode permits ScratchDirectory, ScratchFile {
    /** Sets when it was last changed. */
    void setModified(Instant instant);
}
