// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import static dev.agentcore.sandbox.escape.ResultAssert.assertThat;

import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.ResultFormat;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A program is stopped wherever it spends its time: in loops of Python's, in loops of C's, and in C's recursions, which
 * without any loop may take longer than anybody waits; while it waits; and after its last line.
 */
@AttackSuite
final class TimeTest {
    @RegisterExtension
    static final AttackedServer SERVER = new AttackedServer();

    /** By name, each without an end that anybody would live to see. */
    private static final Map<String, String> PROGRAMS = Map.ofEntries(
            // Python's loops.
            Map.entry("loop", "while True: pass"),
            Map.entry("loop that swallows what ends it", """
                    while True:
                        try:
                            while True:
                                pass
                        except:
                            print("caught")
                        finally:
                            continue
                    """),
            Map.entry("loop after a refused allocation", """
                    while True:
                        try:
                            bytearray(1 << 30)
                        except MemoryError:
                            pass
                    """),
            Map.entry("sum of a range", "sum(range(10**12))"),
            Map.entry("repeated strings", "while True: 'ab' * (1 << 20)"),
            Map.entry("set of what is never equal", """
                    class Hostile:
                        def __hash__(self):
                            return 1

                        def __eq__(self, other):
                            return False

                    held = set()
                    while True:
                        held.add(Hostile())
                    """),
            Map.entry("tracing", """
                    import sys

                    def trace(*arguments):
                        while True:
                            pass

                    sys.settrace(trace)
                    (lambda: None)()
                    """),
            Map.entry("import", """
                    import sys

                    class Finder:
                        def find_spec(self, *arguments):
                            while True:
                                pass

                    sys.meta_path.insert(0, Finder())
                    import nothing
                    """),
            // Waiting.
            Map.entry("sleep", "import time\ntime.sleep(10**9)"),
            Map.entry("asyncio", "import asyncio\nasyncio.run(asyncio.sleep(10**9))"),
            Map.entry("lock", "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire(timeout=10**6)"),
            Map.entry("queue", "import queue\nqueue.Queue().get(timeout=10**6)"),
            Map.entry("deadlocks", """
                    import threading
                    lock = threading.Lock()
                    lock.acquire()
                    while True:
                        try:
                            lock.acquire()
                        except RuntimeError:
                            pass
                    """),
            Map.entry("threads that run", """
                    import threading
                    def run():
                        while True:
                            pass
                    for _ in range(10):
                        threading.Thread(target=run).start()
                    """),
            Map.entry("threads that sleep", """
                    import threading, time
                    for _ in range(10):
                        threading.Thread(target=time.sleep, args=[10**6]).start()
                    """),
            Map.entry("a thread that outlives the program", """
                    import threading, time
                    def run():
                        while True:
                            try:
                                while True:
                                    time.sleep(0)
                            except BaseException:
                                pass
                    threading.Thread(target=run).start()
                    raise SystemExit
                    """),
            Map.entry("alarms", """
                    import signal, time
                    signal.signal(signal.SIGALRM, lambda *unused: signal.setitimer(signal.ITIMER_REAL, 1e-6))
                    signal.setitimer(signal.ITIMER_REAL, 1e-6, 1e-6)
                    while True:
                        time.sleep(1)
                    """),
            Map.entry("pipe", """
                    import os, threading
                    reading, writing = os.pipe()
                    threading.Timer(10**6, os.write, [writing, b"late"]).start()
                    os.read(reading, 1)
                    """),
            Map.entry("standard input", "import sys\nwhile not sys.stdin.read(): pass"),
            Map.entry("select", "import select\nwhile True: select.select([0], [], [])"),
            // After the last line.
            Map.entry("exit function", "import atexit\natexit.register(lambda: sum(iter(int, 1)))"),
            Map.entry("finalizer", """
                    class Hostile:
                        def __del__(self):
                            while True:
                                pass

                    hostile = Hostile()
                    """),
            Map.entry("flush", """
                    import sys

                    class Stream:
                        closed = False

                        def flush(self):
                            while True:
                                pass

                    sys.stdout = Stream()
                    """),
            Map.entry("exception's text", """
                    class Hostile(Exception):
                        def __str__(self):
                            while True:
                                pass

                    raise Hostile
                    """),
            Map.entry("last value's text", """
                    class Hostile:
                        def __repr__(self):
                            while True:
                                pass

                    Hostile()
                    """),
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

    static Stream<Named<String>> programs() {
        return Attacks.of(PROGRAMS);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void wallTimeEndsIt(String code) {
        var program = PythonProgram.builder("print('begun', flush=True)\n" + code)
                .wallTime(Duration.ofSeconds(1))
                .resultFormat(ResultFormat.REPR)
                .build();
        assertThat(SERVER.attack(program)).ended(Outcome.WALL_TIME_EXCEEDED).printed("begun\n");
    }

    @Test
    void cpuTimeEndsWhatWorksAndNotWhatWaits() {
        var program = PythonProgram.builder("import time\ntime.sleep(1.5)\nprint('slept')\nwhile True: pass")
                .cpuTime(Duration.ofSeconds(1))
                .wallTime(Duration.ofSeconds(50))
                .build();
        assertThat(SERVER.attack(program)).ended(Outcome.CPU_TIME_EXCEEDED).printed("slept\n");
    }
}
