/**
 * WASI preview 1: all 46 functions, over the files, streams and clocks that a guest is given.
 *
 * <p>Everything that a guest can reach of its host goes through {@link dev.agentcore.sandbox.wasi.WasiHost}, which holds no
 * reference to a host file, socket, process or environment variable.
 */
@NullMarked
package dev.agentcore.sandbox.wasi;

import org.jspecify.annotations.NullMarked;
