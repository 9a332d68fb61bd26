/**
 * What is held of runs that have a request's id, so that a call that is tried again finds its run, and not a second one.
 *
 * <p>Knows nothing of the wire: a run's events go in by one {@link dev.agentcore.execution.EventSink} and come out by one for
 * each call that reads them.
 */
@NullMarked
package dev.agentcore.replay;

import org.jspecify.annotations.NullMarked;
