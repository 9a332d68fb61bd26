/**
 * Delivers a run's events to its callers, each at its own pace: one bounded journal a run, with readers. A live run is a
 * journal with one reader, of which nothing is kept; a run with a request id is retained, and can be read again.
 *
 * <p>Knows no protocol: a reader writes into a {@link dev.agentcore.service.delivery.RunStream}.
 */
@NullMarked
package dev.agentcore.service.delivery;

import org.jspecify.annotations.NullMarked;
