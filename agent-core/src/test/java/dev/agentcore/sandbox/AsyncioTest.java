// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import dev.agentcore.execution.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** asyncio works with tasks, timers, threads and signals; what needs descriptors or processes says so. */
class AsyncioTest {
    @Test
    void tasksRunByTheirTimers() {
        assertThat(Python.run("""
                        import asyncio
                        async def work(n):
                            await asyncio.sleep(n / 5)
                            print("done", n)
                            return n
                        async def main():
                            print(await asyncio.gather(work(3), work(1), work(2)))
                        asyncio.run(main())
                        """)).succeeded().printed("done 1\ndone 2\ndone 3\n[3, 1, 2]\n");
    }

    @Test
    void signalsWakeALoop() {
        assertThat(Python.run("""
                        import asyncio, os, signal
                        async def main():
                            loop = asyncio.get_running_loop()
                            stopped = asyncio.Event()
                            loop.add_signal_handler(signal.SIGTERM, print, "terminated")
                            loop.add_signal_handler(signal.SIGALRM, stopped.set)
                            os.kill(os.getpid(), signal.SIGTERM)
                            signal.setitimer(signal.ITIMER_REAL, 0.05)
                            await stopped.wait()
                            print(loop.remove_signal_handler(signal.SIGALRM), loop.remove_signal_handler(signal.SIGALRM))
                            for number in signal.SIGKILL, 0, "SIGTERM":
                                try:
                                    loop.add_signal_handler(number, print)
                                except (RuntimeError, ValueError, TypeError) as error:
                                    print(type(error).__name__, error)
                        asyncio.run(main())
                        print(signal.getsignal(signal.SIGTERM) is signal.SIG_DFL)
                        """)).succeeded().printed("""
                        terminated
                        True False
                        RuntimeError sig 9 cannot be caught
                        ValueError invalid signal number 0
                        TypeError sig must be an int, not 'SIGTERM'
                        True
                        """);
    }

    @Test
    void timeoutsAndCancellation() {
        assertThat(Python.run("""
                        import asyncio
                        async def main():
                            try:
                                async with asyncio.timeout(0.01):
                                    await asyncio.sleep(60)
                            except TimeoutError:
                                print("timeout")
                            try:
                                await asyncio.wait_for(asyncio.Event().wait(), 0.01)
                            except TimeoutError:
                                print("waited")
                            task = asyncio.create_task(asyncio.sleep(60))
                            await asyncio.sleep(0)
                            task.cancel()
                            try:
                                await task
                            except asyncio.CancelledError:
                                print("cancelled")
                        asyncio.run(main())
                        """)).succeeded().printed("timeout\nwaited\ncancelled\n");
    }

    @Test
    void queuesGroupsAndLocks() {
        assertThat(Python.run("""
                        import asyncio
                        async def produce(queue):
                            for i in range(4):
                                await queue.put(i)
                            await queue.put(None)
                        async def consume(queue):
                            got = []
                            while (item := await queue.get()) is not None:
                                got.append(item)
                            return got
                        async def fail():
                            raise ValueError("bad")
                        async def main():
                            queue = asyncio.Queue(maxsize=1)
                            async with asyncio.TaskGroup() as group:
                                group.create_task(produce(queue))
                                consumer = group.create_task(consume(queue))
                            print(consumer.result())
                            try:
                                async with asyncio.TaskGroup() as group:
                                    group.create_task(asyncio.sleep(60))
                                    group.create_task(fail())
                            except* ValueError as failures:
                                print(failures.exceptions)
                            async with asyncio.Lock(), asyncio.Semaphore(2):
                                print("locked")
                        asyncio.run(main())
                        """)).succeeded().printed("[0, 1, 2, 3]\n(ValueError('bad'),)\nlocked\n");
    }

    @Test
    void loopsCanBeMadeByHand() {
        assertThat(Python.run("""
                        import asyncio
                        async def answer():
                            return 42
                        with asyncio.Runner() as runner:
                            print(runner.run(answer()))
                        loop = asyncio.new_event_loop()
                        loop.call_later(0.01, print, "later")
                        loop.call_soon_threadsafe(print, "soon")
                        print(loop.run_until_complete(asyncio.sleep(0.02, "slept")))
                        loop.close()
                        """)).succeeded().printed("42\nsoon\nlater\nslept\n");
    }

    @Test
    void tracebacksShowTheProgramsFrames() {
        assertThat(Python.run("""
                        import asyncio
                        async def fail():
                            raise KeyError("k")
                        async def main():
                            await fail()
                        asyncio.run(main())
                        """)).raised("""
                        Traceback (most recent call last):
                          File "main.py", line 6, in <module>
                            asyncio.run(main())
                            ~~~~~~~~~~~^^^^^^^^
                          File "main.py", line 5, in main
                            await fail()
                          File "main.py", line 3, in fail
                            raise KeyError("k")
                        KeyError: 'k'
                        """);
    }

    @Test
    void aDeadlockIsAnErrorAndNotAWait() {
        assertThat(Python.run("""
                        import asyncio
                        async def main():
                            await asyncio.Event().wait()
                        asyncio.run(main())
                        """))
                .ended(Outcome.EXCEPTION)
                .raised("RuntimeError", "deadlock: every task is waiting, and nothing is left that could wake one", 4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "asyncio.open_connection('localhost', 80)          | OSError [Errno 101] this sandbox has no network; give the program its data as files or standard input",
                "asyncio.start_server(print, 'localhost', 80)      | OSError [Errno 101] this sandbox has no network; give the program its data as files or standard input",
                "loop.getaddrinfo('localhost', 80)                 | OSError [Errno 101] this sandbox has no network; give the program its data as files or standard input",
                "asyncio.create_subprocess_exec('ls')              | OSError [Errno 95] no processes in this sandbox",
                "asyncio.create_subprocess_shell('ls')             | OSError [Errno 95] no processes in this sandbox",
                "loop.add_reader(0, print)                         | OSError [Errno 95] no descriptor to wait for in this sandbox",
                "loop.connect_read_pipe(asyncio.Protocol, 0)       | OSError [Errno 95] no pipes in this sandbox",
            })
    void whatIsNotThereSaysSo(String expression, String message) {
        assertThat(Python.run("""
                        import asyncio
                        async def main():
                            loop = asyncio.get_running_loop()
                            try:
                                await %s
                            except (OSError, RuntimeError) as error:
                                print(type(error).__name__, error)
                        asyncio.run(main())
                        """.formatted(expression))).succeeded().printed(message + "\n");
    }
}
