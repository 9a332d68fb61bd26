// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import static dev.agentcore.sandbox.escape.ResultAssert.assertThat;

import dev.agentcore.client.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** There are no processes, threads, signals or native code; a program that kills its process ends only its own run. */
@AttackSuite
final class ProcessesTest {
    @RegisterExtension
    static final AttackedServer SERVER = new AttackedServer();

    @Test
    void noneCanBeStarted() {
        Refusals.attempt(SERVER, """
                os.fork() | AttributeError
                os.system('true') | AttributeError
                os.execv('/bin/sh', ['sh']) | AttributeError
                os.posix_spawn('/bin/sh', [], {}) | AttributeError
                os.popen('true') | OSError 58
                __import__('subprocess').run(['true']) | OSError 58
                __import__('subprocess').check_output('true', shell=True) | OSError 58
                __import__('_posixsubprocess') | ModuleNotFoundError
                __import__('multiprocessing').Process(target=print).start() | AttributeError
                __import__('multiprocessing').Pool(1) | AttributeError
                __import__('multiprocessing').Queue() | ModuleNotFoundError
                __import__('concurrent.futures').futures.ProcessPoolExecutor().submit(print) | NotImplementedError
                __import__('concurrent.futures').futures.ThreadPoolExecutor().submit(print) | RuntimeError
                __import__('threading').Thread(target=print).start() | RuntimeError
                __import__('_thread').start_new_thread(print, ()) | RuntimeError
                __import__('ctypes') | ModuleNotFoundError
                __import__('_ctypes') | ModuleNotFoundError
                __import__('mmap') | ModuleNotFoundError
                __import__('_interpreters') | ModuleNotFoundError
                os.kill(1, 9) | AttributeError
                __import__('signal').alarm(1) | AttributeError
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
