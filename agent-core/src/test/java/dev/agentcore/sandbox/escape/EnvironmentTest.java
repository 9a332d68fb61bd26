// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import static dev.agentcore.sandbox.escape.ResultAssert.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A program learns nothing of the process and the machine that it runs on. */
@AttackSuite
final class EnvironmentTest {
    @RegisterExtension
    static final AttackedServer SERVER = new AttackedServer();

    @Test
    void tellsNothingOfTheHost() {
        Refusals.attempt(SERVER, """
                dict(os.environ) | returned {}
                os.getenv('PATH') | returned None
                os.path.expanduser('~') | returned '/workspace'
                os.uname().nodename | returned 'sandbox'
                __import__('platform').platform() | returned 'wasi-0.0.0-wasm64-64bit'
                __import__('getpass').getuser() | returned 'user'
                __import__('socket').gethostname() | returned 'sandbox'
                [(user.pw_name, user.pw_uid) for user in __import__('pwd').getpwall()] | returned [('root', 0), ('user', 1000)]
                __import__('resource').getrusage(0).ru_nivcsw | returned 0
                os.getuid() | returned 1000
                os.getppid() | returned 0
                os.getloadavg() | AttributeError
                os.getpid() | returned 42
                os.cpu_count() | returned 1
                sys.argv | returned ['main.py']
                sys.executable | returned ''
                sys.path | returned ['/workspace', '/lib/python3.13']
                __import__('time').tzname | returned ('UTC', 'UTC')
                """);
    }

    @Test
    void whatItSetsIsItsOwn() {
        // The honest program that follows finds none of it.
        assertThat(SERVER.attack("""
                        import builtins, json, os, random, re, sys
                        os.environ["LEFT"] = "1"
                        os.putenv("LEFT", "1")
                        sys.argv.append("left")
                        sys.setrecursionlimit(77)
                        builtins.sum = builtins.print
                        json.dumps = re.findall = None
                        sys.modules.clear()
                        """)).completed("");
    }

    @Test
    void clocksHaveNoFinerStepsThanAMicrosecond() {
        assertThat(SERVER.attack("""
                        import time
                        for clock in time.time_ns, time.monotonic_ns, time.perf_counter_ns, time.process_time_ns:
                            print({clock() % 1000 for _ in range(1000)})
                        """)).completed("{0}\n".repeat(4));
    }
}
