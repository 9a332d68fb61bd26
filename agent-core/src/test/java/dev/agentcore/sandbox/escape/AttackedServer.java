// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.sandbox.Python;
import dev.agentcore.server.AgentCoreServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server with one slot, and a caller that attacks it. One for each class of the suite.
 *
 * <p>With one slot, the run after an attack proves that the slot is free, and that nothing of the attack is left on its
 * thread.
 */
final class AttackedServer implements BeforeAllCallback, AfterAllCallback {
    private static final String HONEST_PROGRAM = """
            import builtins, json, os, random, re, sys
            text = json.dumps({"sum": sum(range(1000)), "words": re.findall(r"\\w+", "one, two")})
            print(text, input(), dict(os.environ), os.listdir(), sys.getrecursionlimit(), len(sys.argv))
            print(open("/lib/python3.13/os.pyc", "rb").read(4) == __import__("importlib.util").util.MAGIC_NUMBER)
            print("complaint", file=sys.stderr)
            """;
    private static final String HONEST_OUTPUT = """
            {"sum": 499500, "words": ["one", "two"]} line {} ['main.py'] 1000 1
            True
            """;

    private @Nullable AgentCoreServer server;
    private @Nullable AgentCoreClient client;
    private @Nullable HostState before;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        ServerSettings standard = ServerSettings.defaults();
        server = AgentCoreServer.start(
                standard.withPort(0)
                        .withEngine(standard.engine().withSlots(1))
                        .withLifecycle(LifecycleSettings.immediate()),
                Python.newRuntime(1));
        client = AgentCoreClient.connect("127.0.0.1:" + server.port());
        runHonestProgram();
        before = HostState.now();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** Runs a hostile program under the standard limits, but for ten seconds at most. */
    PythonResult attack(String code) {
        return attack(
                PythonProgram.builder(code).wallTime(Duration.ofSeconds(10)).build());
    }

    /** Runs a hostile program, and checks that the server and its host are what they were before. */
    PythonResult attack(PythonProgram program) {
        PythonResult result = client().run(program);
        runHonestProgram();
        assertThat(HostState.now()).as("the host after %s", program).isEqualTo(before);
        return result;
    }

    private void runHonestProgram() {
        PythonResult honest = client().run(
                        PythonProgram.builder(HONEST_PROGRAM).stdin("line\n").build());
        assertThat(honest.outcome()).as("the next run, %s", honest).isEqualTo(Outcome.COMPLETED);
        assertThat(honest.stdout()).isEqualTo(HONEST_OUTPUT);
        assertThat(honest.stderr()).isEqualTo("complaint\n");
    }

    private AgentCoreClient client() {
        return Objects.requireNonNull(client, "not started");
    }
}
