/** What runs while python-guest is built, and is not in its jar: wasm to JVM classes, their gate, and the snapshot. */
@org.jspecify.annotations.NullMarked
package dev.agentcore.guest.build;
