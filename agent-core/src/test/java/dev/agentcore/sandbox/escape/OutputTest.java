// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import static dev.agentcore.sandbox.escape.ResultAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A flood ends at the last allowed byte, which arrives, whatever it comes out of. */
@AttackSuite
final class OutputTest {
    private static final int LIMIT = 100_003;

    @RegisterExtension
    static final AttackedServer SERVER = new AttackedServer();

    private static final Map<String, String> FLOODS = Map.ofEntries(
            Map.entry("lines", "while True: print('x' * 99)"),
            Map.entry("no line", "while True: print('x', end='')"),
            Map.entry("one piece", "print('x' * 10_000_000)"),
            Map.entry("descriptor 1", "import os\nwhile True: os.write(1, b'x' * 1_000_000)"),
            Map.entry("descriptor 2", "import os\nwhile True: os.write(2, b'x')"),
            Map.entry("both streams", "import sys\nwhile True: print('x'); print('y', file=sys.stderr)"),
            Map.entry("finalizer", """
                    class Hostile:
                        def __del__(self):
                            while True:
                                print("x" * 1000)

                    hostile = Hostile()
                    """),
            Map.entry("exit function", """
                    import atexit

                    @atexit.register
                    def flood():
                        while True:
                            print("x" * 1000)
                    """),
            Map.entry("warnings", """
                    import warnings
                    warnings.simplefilter("always")
                    while True:
                        warnings.warn("x" * 100)
                    """),
            Map.entry("traceback", "raise Exception('x' * 1_000_000)"),
            Map.entry("flood that swallows what ends it", """
                    while True:
                        try:
                            while True:
                                print("x" * 1000)
                        except BaseException:
                            pass
                        finally:
                            continue
                    """));

    static Stream<Named<String>> floods() {
        return Attacks.of(FLOODS);
    }

    @ParameterizedTest
    @MethodSource("floods")
    void endsAtTheLastAllowedByte(String code) {
        PythonResult result =
                SERVER.attack(PythonProgram.builder(code).outputBytes(LIMIT).build());
        assertThat(result).ended(Outcome.OUTPUT_EXCEEDED);
        assertThat(result.stdoutBytes().length + result.stderrBytes().length).isEqualTo(LIMIT);
        assertThat(result.outputTruncated()).isTrue();
    }

    @Test
    void aProgramThatClosesItsOutputIsSilent() {
        assertThat(SERVER.attack("""
                        import os
                        print("before", flush=True)
                        os.close(1)
                        os.close(2)
                        # What is opened now has the streams' numbers, and is not a stream.
                        descriptors = [os.open("/lib/python3.13/os.pyc", os.O_RDONLY) for _ in range(2)]
                        for descriptor in descriptors:
                            try:
                                os.write(descriptor, b"after")
                            except OSError:
                                pass
                        os._exit(len(descriptors))
                        """)).completed("before\n");
    }
}
