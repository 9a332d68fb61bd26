/**
 * Guests: interpreters that are cloned from a snapshot, the requests that they are sent and the reports that they return.
 */
@NullMarked
package dev.agentcore.sandbox.guest;

import org.jspecify.annotations.NullMarked;
