// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import static dev.agentcore.sandbox.escape.ResultAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that exceeds its memory limit gets a MemoryError; one that recurses too deep harms only itself. */
@AttackSuite
final class MemoryTest {
    private static final long LIMIT = 64 << 20;

    @RegisterExtension
    static final AttackedServer SERVER = new AttackedServer();

    /** Each wants all that there is. */
    private static final Map<String, String> HOGS = Map.ofEntries(
            Map.entry("bytes at once", "bytes(1 << 30)"),
            Map.entry("bytes of all addresses", "bytes((1 << 31) - 64)"),
            Map.entry("bytes again and again", "held = []\nwhile True: held.append(bytes(1 << 20))"),
            Map.entry("small objects", "held = []\nwhile True: held.append(object())"),
            Map.entry("text", "text = 'ab'\nwhile True: text += text"),
            Map.entry("integer", "1 << (1 << 33)"),
            Map.entry("dictionary", "import itertools\ndict.fromkeys(itertools.count())"),
            Map.entry("padding", "'{:>2000000000}'.format(1)"),
            Map.entry("classes", "held = []\nwhile True: held.append(type('name', (), {}))"),
            Map.entry("generators that fork", """
                    def fork(held):
                        while True:
                            held.append(fork(held))
                            yield

                    held = []
                    held.append(fork(held))
                    for each in held:
                        next(each)
                    """),
            Map.entry(
                    "iterator that is teed",
                    "import itertools\none, other = itertools.tee(itertools.count())\nfor _ in one: pass"),
            Map.entry("decompression bomb, zlib", """
                    import zlib
                    packer = zlib.compressobj()
                    data = b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()
                    zlib.decompress(data)
                    """),
            Map.entry("decompression bomb, bz2", """
                    import bz2
                    data = bz2.compress(bytes(1 << 20)) * 1000
                    bz2.decompress(data)
                    """),
            Map.entry("decompression bomb, lzma", """
                    import lzma
                    data = lzma.compress(bytes(1 << 20), preset=0) * 1000
                    lzma.decompress(data)
                    """));

    /** Each goes deeper than any stack. */
    private static final Map<String, String> RECURSIONS =
            Map.ofEntries(Map.entry("sorting by a key that sorts", """
                    import sys
                    sys.setrecursionlimit(10**9)

                    def key(value):
                        return sorted([1, 2], key=key)

                    key(1)
                    """), Map.entry("filters of filters", """
                    source = iter([1])
                    for _ in range(500_000):
                        source = filter(None, source)
                    next(source)
                    """));

    static Stream<Named<String>> hogs() {
        return Attacks.of(HOGS);
    }

    static Stream<Named<String>> recursions() {
        return Attacks.of(RECURSIONS);
    }

    @ParameterizedTest
    @MethodSource("hogs")
    void cannotExceedItsMemoryLimit(String code) {
        PythonResult result = SERVER.attack(program(code));
        assertThat(result).ended(Outcome.MEMORY_EXCEEDED).printed("begun\n").raised("MemoryError");
        assertThat(result.usage().peakMemoryBytes()).isLessThanOrEqualTo(LIMIT);
    }

    @ParameterizedTest
    @MethodSource("recursions")
    void exhaustsItsOwnStackOnly(String code) {
        assertThat(SERVER.attack(program(code))).ended(Outcome.CRASHED).printed("begun\n");
    }

    /** Its stack ends somewhere on the way from its print to the wire, which other runs go too. */
    @ParameterizedTest
    @ValueSource(ints = {0, 311, 622, 933, 1244, 1555, 1866})
    void aStackThatEndsInTheHostHarmsNobodyElse(int offset) {
        PythonResult result = SERVER.attack(PythonProgram.of("""
                def lines():
                    while True:
                        print("line")
                        yield True

                def deepen(source, levels):
                    for _ in range(levels):
                        source = filter(None, source)
                    return source

                source = deepen(lines(), %d)
                while True:
                    source = deepen(source, 2000)
                    next(source)
                """.formatted(offset)));
        assertThat(result).ended(Outcome.CRASHED);
        // The end of the stack may be between a line and its line break: what was printed arrives all the same.
        assertThat(result.stdout()).matches("(line\n)+(line)?");
    }

    private static PythonProgram program(String code) {
        return PythonProgram.builder("print('begun', flush=True)\n" + code)
                .memoryBytes(LIMIT)
                .wallTime(Duration.ofSeconds(30))
                .build();
    }
}
