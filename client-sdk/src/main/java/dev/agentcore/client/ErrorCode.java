// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

/** The kind of an {@link AgentCoreException}: the status codes of gRPC. */
public enum ErrorCode {
    /** The call was cancelled, by this client or by a proxy. The program may have run in part. */
    CANCELLED,
    /** An unknown error, or one that this version of the client does not know. */
    UNKNOWN,
    /** The request is invalid; see {@link AgentCoreException#fieldViolations()}. */
    INVALID_ARGUMENT,
    /** The call's deadline passed. The program may have run in part. */
    DEADLINE_EXCEEDED,
    /** Something that the request refers to does not exist. */
    NOT_FOUND,
    /** Something that the request would create already exists. */
    ALREADY_EXISTS,
    /** The caller is not permitted to do this. */
    PERMISSION_DENIED,
    /** The tenant's quota or rate limit is used up, or a message was too large. */
    RESOURCE_EXHAUSTED,
    /** The system is not in the state that the request requires. */
    FAILED_PRECONDITION,
    /** The call was aborted, such as by an operator. */
    ABORTED,
    /** The request is past the valid range. */
    OUT_OF_RANGE,
    /** The server does not support the method: it is older than this client, or is not agent-core. */
    UNIMPLEMENTED,
    /** An internal error of the server, or an invalid response. The program may have run in part. */
    INTERNAL,
    /** The server cannot be reached, or cannot take the program now. */
    UNAVAILABLE,
    /** The output of the execution is no longer retained. */
    DATA_LOSS,
    /** The caller has no valid credentials. */
    UNAUTHENTICATED
}
