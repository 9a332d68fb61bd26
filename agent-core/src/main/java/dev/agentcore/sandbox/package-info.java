/**
 * One Python in one WebAssembly instance: its linear memory, its WASI, its read-only files.
 *
 * <p>Everything that a guest can reach of its host goes through {@link dev.agentcore.sandbox.WasiHost}, which holds no
 * reference to a host file, socket, process or environment variable. Chicory's types do not leave this package.
 */
@NullMarked
package dev.agentcore.sandbox;

import org.jspecify.annotations.NullMarked;
