// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that one run does is seen by another, and nothing of the host is seen by any. */
class IsolationTest {
    @Test
    void nothingOfARunIsSeenByTheNext() {
        assertThat(Python.given("""
                                import builtins, os, random, sys
                                builtins.LEFT = sys.LEFT = random.LEFT = 1
                                os.environ["LEFT"] = "1"
                                sys.modules["left"] = sys
                                sys.path.append("/left")
                                os.chdir("left")
                                builtins.print = builtins.len = None
                                sys.stdout.close()
                                """).file("left/file.txt", "left").run()).succeeded();
        assertThat(Python.run("""
                        import builtins, os, random, sys
                        print([hasattr(module, "LEFT") for module in (builtins, sys, random)], dict(os.environ))
                        print("left" in sys.modules, sys.path, os.getcwd(), os.listdir("/workspace"), len("abc"))
                        """)).succeeded().printed("""
                        [False, False, False] {}
                        False ['/workspace', '/lib/python3.13'] /workspace ['main.py'] 3
                        """);
    }

    @Test
    void runsAtTheSameTimeDoNotMix() {
        List<CompletableFuture<Python.Run>> runs = IntStream.range(0, 8)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> Python.run("""
                        import time
                        mine = %d
                        for _ in range(5):
                            print(mine)
                            time.sleep(0.01)
                        """.formatted(number))))
                .toList();
        for (int number = 0; number < runs.size(); number++) {
            assertThat(runs.get(number).join()).succeeded().printed((number + "\n").repeat(5));
        }
    }

    @Test
    void theHostsFilesAreNotThere() {
        assertThat(Python.run("""
                        import os
                        print(sorted(os.listdir("/")))
                        for path in "/etc/passwd", "/proc/self/environ", "../../etc/passwd", "/workspace/../../etc/passwd":
                            print(os.path.exists(path))
                        """))
                .succeeded()
                .printed("['dev', 'lib', 'usr', 'workspace']\nFalse\nFalse\nFalse\nFalse\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "urllib.request.urlopen('http://localhost')       | URLError <urlopen error [Errno 101] this sandbox has no network; give the program its data as files or standard input>",
                "socket.create_connection(('localhost', 80))      | OSError [Errno 101] this sandbox has no network; give the program its data as files or standard input",
                "socket.socket().connect(('10.0.0.1', 80))        | OSError [Errno 101] this sandbox has no network; give the program its data as files or standard input",
                "socket.gethostbyname('host')                     | gaierror [Errno -4] cannot look up 'host': this sandbox has no network; give the program its data as files or standard input",
                "subprocess.run(['ls'])                            | OSError [Errno 95] no processes in this sandbox; do it in Python, side by side with concurrent.futures.ThreadPoolExecutor",
                "os.system('ls')                                   | OSError [Errno 95] no processes in this sandbox; do it in Python, side by side with concurrent.futures.ThreadPoolExecutor",
                "os.fork()                                         | OSError [Errno 95] no processes in this sandbox; do it in Python, side by side with concurrent.futures.ThreadPoolExecutor",
                "os.popen('ls')                                    | OSError [Errno 95] no processes in this sandbox; do it in Python, side by side with concurrent.futures.ThreadPoolExecutor",
                "multiprocessing.Process(target=print).start()     | OSError [Errno 95] no processes in this sandbox; do it in Python, side by side with concurrent.futures.ThreadPoolExecutor",
                "multiprocessing.Pool(2)                           | OSError [Errno 95] no processes in this sandbox; do it in Python, side by side with concurrent.futures.ThreadPoolExecutor",
                "ProcessPoolExecutor().submit(print)               | OSError [Errno 95] no processes in this sandbox; do it in Python, side by side with concurrent.futures.ThreadPoolExecutor",
            })
    void thereIsNoWayOut(String expression, String message) {
        assertThat(Python.run("""
                        import multiprocessing, os, socket, subprocess, urllib.request
                        from concurrent.futures import ProcessPoolExecutor
                        try:
                            %s
                        except Exception as error:
                            print(type(error).__name__, error)
                        """.formatted(expression))).succeeded().printed(message + "\n");
    }
}
