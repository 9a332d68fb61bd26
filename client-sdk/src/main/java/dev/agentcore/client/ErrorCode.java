package dev.agentcore.client;

/** What kind of failure of the service an {@link AgentCoreException} is: gRPC's own codes, under their own names. */
public enum ErrorCode {
    /** The call was cancelled, by this client or on its way. The program may have run in part. */
    CANCELLED,
    /** A failure of no known kind, or of a kind that this version of the client does not know. */
    UNKNOWN,
    /** The request is out of the server's bounds; {@link AgentCoreException#fieldViolations()} says where. */
    INVALID_ARGUMENT,
    /** The call's deadline passed. The program may have run in part. */
    DEADLINE_EXCEEDED,
    /** Something that the request names does not exist. */
    NOT_FOUND,
    /** Something that the request would make exists already. */
    ALREADY_EXISTS,
    /** The caller is known and may not do this. */
    PERMISSION_DENIED,
    /** A share or a rate of the caller's is used up, or a message was too large. */
    RESOURCE_EXHAUSTED,
    /** What the request names is not in a state for it. */
    FAILED_PRECONDITION,
    /** Something else got in between. */
    ABORTED,
    /** Past the end of something. */
    OUT_OF_RANGE,
    /** The server is older than this client, or is no agent-core. */
    UNIMPLEMENTED,
    /** A defect of the server, or an answer that makes no sense. The program may have run in part. */
    INTERNAL,
    /** There is no server there, or it has no place for the program now. */
    UNAVAILABLE,
    /** Something was lost for good. */
    DATA_LOSS,
    /** The caller is not known. */
    UNAUTHENTICATED
}
