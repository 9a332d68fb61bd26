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
 * <p>Whatever a program does is a value: {@link dev.agentcore.client.PythonResult}. A failure of the service is thrown: {@link
 * dev.agentcore.client.AgentCoreException}.
 *
 * <p>The records of this package represent responses of a server. New versions may add components: read records by their
 * accessors, and construct them only in tests. Packages named {@code internal} are not part of the API.
 */
@NullMarked
package dev.agentcore.client;

import org.jspecify.annotations.NullMarked;
