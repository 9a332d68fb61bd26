package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.PythonProgram;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A program is stopped wherever it spends its time: in loops of Python's, in loops of C's, and in C's recursions, which
 * without any loop may take longer than anybody waits.
 */
@Timeout(60)
final class EndlessProgramsTest {
    /** By name, each without an end that anybody would live to see. */
    private static final Map<String, String> PROGRAMS = Map.ofEntries(
            // C's loops over an iterator of C's.
            Map.entry("sum", "import itertools\nsum(itertools.count())"),
            Map.entry("deque", "import collections, itertools\ncollections.deque(itertools.repeat(0), maxlen=0)"),
            Map.entry("any", "any(iter(int, 1))"),
            Map.entry("in", "import itertools\n-1 in itertools.count()"),
            Map.entry("max", "import itertools\nmax(itertools.repeat(1))"),
            Map.entry("filter", "import itertools\nnext(filter(None, itertools.repeat(0)))"),
            Map.entry("join of what is empty", "import itertools\n''.join(filter(None, itertools.repeat('')))"),
            // C's loops alone.
            Map.entry("power", "3 ** (1 << 26)"),
            Map.entry("power with a modulus", "pow(3, (1 << 400_000) - 1, (1 << 400_000) - 3)"),
            Map.entry("regular expression", "import re\nre.match('(a|aa)+$', 'a' * 80 + 'b')"),
            Map.entry("format", "import sys\nsys.set_int_max_str_digits(0)\nstr(1 << 40_000_000)"),
            // Python's functions under C's.
            Map.entry("sort by a key", "sorted(range(1000), key=lambda n: sum(iter(int, 1)))"),
            Map.entry("chain of generators", """
                    def pairs(source):
                        for each in source:
                            yield each
                            yield each

                    source = [0]
                    for _ in range(60):
                        source = pairs(source)
                    for each in source:
                        pass
                    """),
            Map.entry("recursion", """
                    def call():
                        try:
                            call()
                        except RecursionError:
                            pass
                        call()

                    while True:
                        try:
                            call()
                        except RecursionError:
                            pass
                    """),
            Map.entry("doubled recursion", """
                    def call(depth):
                        if depth:
                            call(depth - 1)
                            call(depth - 1)

                    call(60)
                    """),
            Map.entry("doubled __eq__", """
                    class Pair:
                        def __init__(self, child):
                            self.child = child

                        def __eq__(self, other):
                            return self.child == other.child and self.child == other.child

                    def nest():
                        pair = None
                        for _ in range(60):
                            pair = Pair(pair)
                        return pair

                    nest() == nest()
                    """),
            // C's recursions: what is nested holds the next one twice.
            Map.entry("comparison of lists", """
                    def nest():
                        nested = []
                        for _ in range(60):
                            nested = [nested, nested]
                        return nested

                    nest() == nest()
                    """),
            Map.entry("comparison of generic types", """
                    import types

                    def nest():
                        nested = list
                        for _ in range(60):
                            nested = types.GenericAlias(nested, (nested,))
                        return nested

                    nest() == nest()
                    """),
            Map.entry("hash of tuples", "t = ()\nfor _ in range(60): t = (t, t)\nhash(t)"),
            Map.entry("hash of slices", "s = slice(1)\nfor _ in range(60): s = slice(s, s)\nhash(s)"),
            Map.entry("chained iterators", """
                    import itertools

                    source = itertools.repeat(1)
                    for _ in range(60):
                        source = itertools.compress(source, source)
                    next(source)
                    """));

    static Stream<String> names() {
        return PROGRAMS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("names")
    void wallTimeEndsIt(String name) {
        Limits standard = LimitsPolicy.standard().defaults();
        PythonProgram program = PythonProgram.of(Objects.requireNonNull(PROGRAMS.get(name)));
        Python.Run run = Python.run(program, standard.withWallTime(Duration.ofMillis(1500)));

        assertThat(run).ended(Outcome.WALL_TIME_EXCEEDED);
    }
}
