// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import static dev.agentcore.sandbox.escape.ResultAssert.assertThat;

import dev.agentcore.client.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** There are no processes and no native code; a program that kills its process ends only its own run. */
@AttackSuite
final class ProcessesTest {
    @RegisterExtension
    static final AttackedServer SERVER = new AttackedServer();

    @Test
    void noneCanBeStarted() {
        Refusals.attempt(SERVER, """
                os.fork() | OSError 95
                os.system('true') | OSError 95
                os.execv('/bin/sh', ['sh']) | OSError 95
                os.posix_spawn('/bin/sh', [], {}) | OSError 95
                os.popen('true') | OSError 95
                __import__('subprocess').run(['true']) | OSError 95
                __import__('subprocess').check_output('true', shell=True) | OSError 95
                __import__('_posixsubprocess').fork_exec() | OSError 95
                __import__('multiprocessing').Process(target=print).start() | OSError 95
                __import__('multiprocessing').Pool(1) | OSError 95
                __import__('concurrent.futures').futures.ProcessPoolExecutor().submit(print) | OSError 95
                __import__('ctypes') | ModuleNotFoundError
                __import__('_ctypes') | ModuleNotFoundError
                __import__('_interpreters') | ModuleNotFoundError
                os.kill(1, 9) | OSError 95
                __import__('signal').pthread_kill(1, 9) | AttributeError
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__import__('os').abort()",
                "__import__('signal').raise_signal(9)",
                "__import__('faulthandler')._sigsegv()",
                "__import__('faulthandler')._sigabrt()",
            })
    void aDeathIsItsOwn(String expression) {
        assertThat(SERVER.attack("print('begun', flush=True)\n" + expression))
                .ended(Outcome.CRASHED)
                .printed("begun\n");
    }
}
