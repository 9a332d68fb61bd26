// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentcore.execution.Interpreter;
import dev.agentcore.testkit.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs run in a confined JVM as elsewhere, on the engine that the property {@code agent-core.engine} names. */
final class ConfinedGuestTest {
    private static final String ENGINE = System.getProperty("agent-core.engine", Interpreter.JVM);

    @TempDir
    private static Path folder;

    private static Ended hundredRuns(String program) throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "confinement is not tested: not Linux");
        var options = new ArrayList<String>();
        options.addAll(List.of("-Xmx2g", "-XX:-DontCompileHugeMethods", "-Dagent-core.engine=" + ENGINE));
        // It would complain on standard output about the configuration of each module's tests.
        options.add("-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener");
        return new ConfinedJvm(folder).run(options, program, "guest");
    }

    @Test
    void aHundredRunsOfWhatProgramsUse() throws IOException, InterruptedException {
        Ended ended = hundredRuns("""
            import asyncio, datetime, decimal, hashlib, json, os, random, re, sqlite3, subprocess, sys, threading, time, zoneinfo

            assert time.time() > 1_700_000_000 and time.monotonic() > 0 and time.process_time() >= 0
            time.sleep(0.001)
            assert 0 <= random.random() < 1 and len(os.urandom(8)) == 8
            sums = []
            threads = [threading.Thread(target=lambda: sums.append(sum(range(1000)))) for _ in range(5)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            print(sums)
            with open("/tmp/new.txt", "w") as file: file.write("x" * 1000)
            print(os.path.getsize("/tmp/new.txt"), os.listdir("/tmp"))
            database = sqlite3.connect("/tmp/new.db")
            print(database.execute("select 1 + 1").fetchone())
            print(datetime.datetime(2026, 7, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin")).isoformat())
            print(hashlib.sha256(b"a").hexdigest()[:8], json.dumps({"a": 1}), re.sub("a+", "b", "caat"))
            print(decimal.Decimal(1) / 3, 3 ** 200 % 1_000_007)
            async def main(): await asyncio.sleep(0.001); return "awaited"
            print(asyncio.run(main()))
            def deep(n): return deep(n + 1)
            for name, refused in {
                "deep": lambda: deep(0),
                "open": lambda: open("/etc/passwd"),
                "large": lambda: "x" * (1 << 40),
                "socket": lambda: __import__("socket").create_connection(("127.0.0.1", 1)),
                "start": lambda: subprocess.run(["true"]),
            }.items():
                try: refused()
                except BaseException as error: print(name, type(error).__name__)
            print("to stderr", file=sys.stderr)
            raise SystemExit(3)
            """);
        assertThat(ended).isEqualTo(new Ended(0, """
            in force: resource limits, seccomp
            [499500, 499500, 499500, 499500, 499500]
            1000 ['new.txt']
            (2,)
            2026-07-01T00:00:00+02:00
            ca978112 {"a": 1} cbt
            0.3333333333333333333333333333 959082
            awaited
            deep RecursionError
            open FileNotFoundError
            large MemoryError
            socket OSError
            start OSError
            to stderr
            COMPLETED
            end
            """, ""));
    }
}
