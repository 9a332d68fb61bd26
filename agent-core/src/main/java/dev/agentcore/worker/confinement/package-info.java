/**
 * What a worker process gives up on Linux, so that who breaks out of the sandbox into it finds little there.
 *
 * <p>In two halves. The server's thread that starts workers gives up privileges, capabilities and files, which Linux keeps
 * per thread and hands on to processes. The worker, when it has loaded what it needs, gives up the rest for itself: resources,
 * and all system calls but those of a JVM that computes. Each half says which of its measures are in force; a kernel that
 * lacks one is no error.
 */
@NullMarked
package dev.agentcore.worker.confinement;

import org.jspecify.annotations.NullMarked;
