/**
 * The Java client of agent-core, a service that runs untrusted Python in a sandbox.
 *
 * <pre>{@code
 * try (AgentCoreClient client = AgentCoreClient.connect("127.0.0.1:50051")) {
 *     PythonResult result = client.run("print(6 * 7)");
 *     System.out.print(result.stdout()); // 42
 * }
 * }</pre>
 *
 * <p>What a program does, however badly, is a value: {@link dev.agentcore.client.PythonResult}. What goes wrong with the
 * service is thrown: {@link dev.agentcore.client.AgentCoreException}.
 *
 * <p>Records of this package describe what a server said. They may gain components with a new version of the service:
 * read them by their accessors, and construct them in tests only. Packages named {@code internal} are no API.
 */
@NullMarked
package dev.agentcore.client;

import org.jspecify.annotations.NullMarked;
