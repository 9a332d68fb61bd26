/**
 * The engine: admits runs, queues them fairly among tenants, and runs them in slots within one memory budget.
 *
 * <p>Depends only on the JDK and on {@code execution}.
 */
@NullMarked
package dev.agentcore.execution.engine;

import org.jspecify.annotations.NullMarked;
