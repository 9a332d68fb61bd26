// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import java.util.List;

/**
 * A program that never ends by itself.
 *
 * @param name what it does
 * @param code what it does once it has printed a line
 */
record EndlessProgram(String name, String code) {
    /** All of them: loops in Python, single calls into C, and calls that are mostly one instruction. */
    static List<EndlessProgram> all() {
        return List.of(
                new EndlessProgram("while True: pass", "while True: pass"),
                new EndlessProgram("a loop that swallows what ends it", """
                        while True:
                            try:
                                while True:
                                    pass
                            except BaseException:
                                pass
                        """),
                new EndlessProgram("a power of big integers, one call", "3 ** 400_000_000"),
                new EndlessProgram("a regular expression, one call", "import re\nre.match('(a|aa)+$', 'a' * 80 + 'b')"),
                new EndlessProgram("counting in 50 MB", "text = b'x' * 50_000_000\nwhile True: text.count(b'y')"),
                new EndlessProgram("SHA-256 of 50 MB", """
                        import hashlib
                        text = bytes(50_000_000)
                        while True: hashlib.sha256(text)
                        """),
                new EndlessProgram("copying 50 MB", """
                        text = bytearray(50_000_000)
                        while True: text[:] = memoryview(text).tobytes()
                        """),
                new EndlessProgram("filling 50 MB", "while True: bytes(50_000_000)"),
                new EndlessProgram("four threads", """
                        import threading

                        def work():
                            while True: sum(range(1000))

                        for _ in range(3): threading.Thread(target=work).start()
                        work()
                        """));
    }

    /** Its source. */
    String source() {
        return "print('runs', flush=True)\n" + code;
    }
}
