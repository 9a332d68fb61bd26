// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.FrozenSandbox;
import dev.agentcore.execution.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Copies of a sandbox share nothing that can change. */
@Timeout(120)
final class ForkTest {
    private static final String STATE = """
            import os, random
            values = {"a": [1, 2]}
            os.makedirs("deep/er", exist_ok=True)
            with open("deep/er/log", "w+") as written:
                written.write("0123456789")
            log = open("deep/er/log", "r+")
            log.seek(4)
            appended = open("deep/er/log", "a")
            nameless = open("nameless", "w+")
            nameless.write("no name")
            nameless.flush()
            os.remove("nameless")
            """;

    @Test
    void aForkHasTheSameStateAndGoesItsOwnWay() {
        try (var parent = KeptSandbox.open()) {
            parent.run(STATE);
            try (var child = parent.fork()) {
                assertThat(parent.run("values['a'].append('parent')\nprint(log.read(2))\nlog.write('P')\nlog.flush()"))
                        .succeeded()
                        .printed("45\n");
                assertThat(child.run("""
                        print(values, log.read(), nameless.seek(0), nameless.read())
                        appended.write("child")
                        appended.flush()
                        nameless.write(", in the child")
                        values["a"].append("child")
                        print(open("deep/er/log").read(), os.path.exists("nameless"))
                        """))
                        .succeeded()
                        .printed("{'a': [1, 2]} 456789 0 no name\n0123456789child False\n");
                assertThat(parent.run("""
                        nameless.seek(0)
                        print(values, open("deep/er/log").read(), nameless.read())
                        """)).succeeded().printed("{'a': [1, 2, 'parent']} 0123456789P no name\n");
            }
        }
    }

    @Test
    void aForkOfAForkIsIndependentOfBoth() {
        try (var first = KeptSandbox.open()) {
            first.run("x = [0]\nopen('f', 'w').write('0')");
            try (var second = first.fork()) {
                second.run("x.append(1)\nopen('f', 'a').write('1')");
                try (var third = second.fork()) {
                    third.run("x.append(2)\nopen('f', 'a').write('2')");
                    String show = "print(x, open('f').read())";
                    assertThat(first.run(show)).printed("[0] 0\n");
                    assertThat(second.run(show)).printed("[0, 1] 01\n");
                    assertThat(third.run(show)).printed("[0, 1, 2] 012\n");
                }
            }
        }
    }

    @Test
    void aForkOutlivesItsParent() {
        KeptSandbox child;
        try (var parent = KeptSandbox.open()) {
            parent.run("x = 'still here'");
            child = parent.fork();
        }
        try (child) {
            assertThat(child.run("print(x)")).succeeded().printed("still here\n");
        }
    }

    @Test
    void aFrozenSandboxIsOpenedAgainAndAgain() {
        FrozenSandbox frozen;
        try (var original = KeptSandbox.open()) {
            original.run(STATE);
            frozen = original.sandbox().freeze();
            original.run("values.clear()\nos.remove('deep/er/log')");
        }
        // All of the memory, or what distinguishes it from the snapshot: the engine's choice.
        assertThat(frozen.bytes()).isBetween(100L << 10, 64L << 20);
        try (var one = KeptSandbox.open(frozen);
                var other = KeptSandbox.open(frozen)) {
            String change = """
                    print(values, log.read(3), sorted(os.listdir("deep/er")))
                    values["b"] = log.tell()
                    os.rename("deep/er/log", "deep/moved")
                    """;
            String expected = "{'a': [1, 2]} 456 ['log']\n";
            assertThat(one.run(change)).succeeded().printed(expected);
            assertThat(other.run(change)).succeeded().printed(expected);
            assertThat(one.run("print(values, os.listdir('deep/er'), open('deep/moved').read())"))
                    .printed("{'a': [1, 2], 'b': 7} [] 0123456789\n");
        }
    }

    @Test
    void copiesDrawDifferentRandomNumbersAndTheOriginalGoesOn() {
        try (var parent = KeptSandbox.open()) {
            parent.run("import random\nrandom.seed(1)\nfirst = random.random()");
            try (var one = parent.fork();
                    var other = parent.fork()) {
                String draw = "print(random.random())";
                assertThat(one.run(draw).stdout()).isNotEqualTo(other.run(draw).stdout());
                assertThat(parent.run("""
                        following = random.random()
                        random.seed(1)
                        print((first, following) == (random.random(), random.random()))
                        """)).printed("True\n");
            }
        }
    }

    @Test
    void clocksGoOnInACopy() {
        try (var parent = KeptSandbox.open()) {
            parent.run("import time\nmonotonic, wall, process = time.monotonic(), time.time(), time.process_time()");
            try (var child = parent.fork()) {
                assertThat(child.run("""
                        print(time.monotonic() >= monotonic, time.time() >= wall, time.process_time() >= process)
                        """)).printed("True True True\n");
            }
        }
    }

    @Test
    void limitsHoldInACopy() {
        try (var parent = KeptSandbox.open(64 << 20)) {
            parent.run("a = bytearray(30 << 20)\nopen('a', 'wb').write(bytes(600_000))");
            try (var child = parent.fork()) {
                assertThat(child.run("open('b', 'wb').write(bytes(600_000))")).ended(Outcome.SCRATCH_EXCEEDED);
                assertThat(child.run("b = bytearray(30 << 20)")).ended(Outcome.MEMORY_EXCEEDED);
            }
            assertThat(parent.run("del a\nb = bytearray(30 << 20)")).succeeded();
        }
    }

    @Test
    void aDeepTreeIsCopied() {
        try (var parent = KeptSandbox.open()) {
            assertThat(parent.run("""
                    import os
                    depth = 0
                    try:
                        while True:
                            os.mkdir("d")
                            os.chdir("d")
                            depth += 1
                    except OSError:
                        print(depth > 500)
                    """)).succeeded().printed("True\n");
            try (var child = parent.fork()) {
                assertThat(child.run("""
                        print(os.getcwd() == "/workspace" + "/d" * depth, os.listdir())
                        os.chdir("/workspace")
                        down = 0
                        while os.path.isdir("d"):
                            os.chdir("d")
                            down += 1
                        print(down == depth)
                        """)).succeeded().printed("True []\nTrue\n");
            }
        }
    }
}
