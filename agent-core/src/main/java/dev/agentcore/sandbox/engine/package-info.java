/**
 * The port behind which an engine runs WebAssembly: what the rest of the sandbox knows of it, and no more.
 *
 * <p>An engine instantiates a module from its image, calls exports, gives bounds-checked access to memory, and copies
 * or freezes an instance. It stops a call when the calling thread is interrupted and its attention is requested, and
 * has several calls of one instance run by turns. One engine is in {@code chicory}, another in the module
 * {@code engine-native}.
 */
@NullMarked
package dev.agentcore.sandbox.engine;

import org.jspecify.annotations.NullMarked;
