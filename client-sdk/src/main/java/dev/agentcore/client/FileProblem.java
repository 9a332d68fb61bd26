package dev.agentcore.client;

/** Why a file that {@link PythonProgram.Builder#outputPath} asked for did not come back. */
public enum FileProblem {
    /** There was nothing at this path. */
    MISSING,
    /** More bytes would have come back than a server sends. */
    TOO_LARGE,
    /** The path was asked for; more files would have come back than a server sends, and the others did not. */
    TOO_MANY,
    /** Its pieces were not read fast enough. */
    READER_TOO_SLOW,
    /** Its last pieces never came, or for a reason that this version does not know. */
    INCOMPLETE
}
