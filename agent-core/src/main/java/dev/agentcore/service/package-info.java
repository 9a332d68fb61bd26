/**
 * The one use case, for every face: a request is validated, authorised, claimed by its id, observed, and submitted.
 *
 * <p>Knows no protocol. A face translates its protocol's messages to {@link dev.agentcore.service.RunRequest} and the
 * events of a run back.
 */
@NullMarked
package dev.agentcore.service;

import org.jspecify.annotations.NullMarked;
