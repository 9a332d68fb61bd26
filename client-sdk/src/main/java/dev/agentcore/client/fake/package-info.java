/**
 * An in-process server for tests, which sends scripted events and does not run Python.
 *
 * @see dev.agentcore.client.fake.FakeAgentCore
 */
@NullMarked
package dev.agentcore.client.fake;

import org.jspecify.annotations.NullMarked;
