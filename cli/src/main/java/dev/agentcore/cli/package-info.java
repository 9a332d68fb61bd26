/** The command line, which uses the server and the client. */
@NullMarked
package dev.agentcore.cli;

import org.jspecify.annotations.NullMarked;
