/**
 * A server for tests, in the process of the test: it runs no Python, and answers what the test says.
 *
 * @see dev.agentcore.client.fake.FakeAgentCore
 */
@NullMarked
package dev.agentcore.client.fake;

import org.jspecify.annotations.NullMarked;
