/** CPython compiled for the JVM: the module, its snapshot and its standard library. */
@org.jspecify.annotations.NullMarked
package dev.agentcore.guest;
