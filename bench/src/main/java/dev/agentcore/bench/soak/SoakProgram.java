// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.soak;

import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * A kind of program that the soak runs repeatedly, each time with another number, so that the output of one run cannot be
 * mistaken for another's. Immutable.
 *
 * @param name what it does
 * @param hostile whether it is an attack
 * @param wallTime its wall limit
 * @param program the program, by the run's number
 * @param outcome the expected outcome
 * @param output the expected standard output, by the run's number
 */
record SoakProgram(
        String name,
        boolean hostile,
        Duration wallTime,
        IntFunction<PythonProgram> program,
        Outcome outcome,
        IntFunction<String> output) {
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int OUTPUT_LIMIT = 200_000;

    /** All kinds, which run equally often. */
    static List<SoakProgram> all() {
        return List.of(
                good("hello", "print('hello', NUMBER)", number -> "hello " + number + "\n"),
                good("numbers", "print(sum(range(NUMBER)))", number -> (long) number * (number - 1) / 2 + "\n"),
                good("library", """
                        import json, re
                        from collections import Counter
                        from dataclasses import dataclass

                        @dataclass
                        class Item:
                            name: str
                            number: int

                        item = json.loads(json.dumps(Item("x", NUMBER).__dict__))
                        print(item["number"], re.sub(r"\\d", "#", "a1b22"), Counter("hello").most_common(1))
                        """, number -> number + " a#b## [('l', 2)]\n"),
                good("lines", "for i in range(200): print(NUMBER + i)", number -> {
                    var lines = new StringBuilder();
                    for (int i = 0; i < 200; i++) {
                        lines.append(number + i).append('\n');
                    }
                    return lines.toString();
                }),
                good("nothing left", """
                        import builtins, os, sys
                        print(NUMBER, hasattr(builtins, "LEFT"), dict(os.environ), sys.getrecursionlimit(), os.listdir())
                        """, number -> number + " False {} 1000 ['main.py']\n"),
                new SoakProgram(
                        "standard input and files",
                        false,
                        AMPLE,
                        number -> PythonProgram.builder("print(input(), open('data/file.txt').read())")
                                .stdin(number + "\n")
                                .file("data/file.txt", "file " + number)
                                .wallTime(AMPLE)
                                .build(),
                        Outcome.COMPLETED,
                        number -> number + " file " + number + "\n"),
                new SoakProgram(
                        "exception",
                        false,
                        AMPLE,
                        number -> program("print(NUMBER)\n1 / 0", number, AMPLE, it -> it),
                        Outcome.EXCEPTION,
                        number -> number + "\n"),
                endless("loop", "while True: pass"),
                endless("sleep", "import time\ntime.sleep(1000)"),
                endless("loop that swallows what ends it", """
                        while True:
                            try:
                                while True:
                                    pass
                            except BaseException:
                                pass
                            finally:
                                continue
                        """),
                endless("regular expression", "import re\nre.match('(a|aa)+$', 'a' * 80 + 'b')"),
                endless("exit function", "import atexit\natexit.register(lambda: sum(iter(int, 1)))"),
                hostile(
                        "memory hog",
                        Outcome.MEMORY_EXCEEDED,
                        "held = []\nwhile True: held.append(bytearray(1 << 20))",
                        number -> ""),
                hostile(
                        "output flood",
                        Outcome.OUTPUT_EXCEEDED,
                        "while True: print('x' * 99)",
                        number -> ("x".repeat(99) + "\n")
                                .repeat(OUTPUT_LIMIT / 100)
                                .substring(0, left(number))),
                hostile("abort", Outcome.CRASHED, "import os\nos.abort()", number -> ""),
                hostile("exhausted stack", Outcome.CRASHED, """
                        import sys
                        sys.setrecursionlimit(10**9)

                        def key(value):
                            return sorted([1, 2], key=key)

                        key(1)
                        """, number -> ""),
                hostile("broken bytecode", Outcome.CRASHED, """
                        from dis import opmap
                        code = bytes([opmap["RESUME"], 0] + [opmap["POP_TOP"], 0] * 3000)
                        function = lambda: None
                        function.__code__ = function.__code__.replace(co_code=code)
                        function()
                        """, number -> ""),
                new SoakProgram(
                        "full scratch",
                        true,
                        AMPLE,
                        number -> program("""
                                import os
                                print(os.listdir(), os.listdir("/tmp"))
                                with open("/tmp/NUMBER", "w") as file:
                                    file.write("NUMBER")
                                print(open("/tmp/NUMBER").read())
                                while True:
                                    open(str(len(os.listdir())), "wb").write(bytes(50_000))
                                """, number, AMPLE, builder -> builder.scratchBytes(1 << 20)),
                        Outcome.SCRATCH_EXCEEDED,
                        number -> "['main.py'] []\n" + number + "\n"),
                hostile("open files", Outcome.COMPLETED, """
                        import builtins, os
                        builtins.LEFT = os.environ["LEFT"] = "left"
                        try:
                            while True:
                                os.open("/lib/python3.13/os.pyc", os.O_RDONLY)
                        except OSError as error:
                            print(error.errno)
                        """, number -> "24\n"));
    }

    /** The rest of the output limit after the line with the number. */
    private static int left(int number) {
        return OUTPUT_LIMIT - Integer.toString(number).length() - 1;
    }

    private static SoakProgram good(String name, String code, IntFunction<String> output) {
        return new SoakProgram(
                name, false, AMPLE, number -> program(code, number, AMPLE, it -> it), Outcome.COMPLETED, output);
    }

    private static SoakProgram endless(String name, String code) {
        return new SoakProgram(
                name,
                true,
                SHORT,
                number -> program("print(NUMBER, flush=True)\n" + code, number, SHORT, it -> it),
                Outcome.WALL_TIME_EXCEEDED,
                number -> number + "\n");
    }

    private static SoakProgram hostile(String name, Outcome outcome, String code, IntFunction<String> output) {
        return new SoakProgram(
                name,
                true,
                AMPLE,
                number -> program(
                        "print(NUMBER, flush=True)\n" + code,
                        number,
                        AMPLE,
                        builder -> builder.memoryBytes(32 << 20).outputBytes(OUTPUT_LIMIT)),
                outcome,
                number -> number + "\n" + output.apply(number));
    }

    private static PythonProgram program(
            String code, int number, Duration wallTime, UnaryOperator<PythonProgram.Builder> more) {
        String text = code.replace("NUMBER", Integer.toString(number));
        return more.apply(PythonProgram.builder(text).wallTime(wallTime)).build();
    }
}
