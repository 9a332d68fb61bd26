// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.KeptSandbox.spec;
import static dev.agentcore.sandbox.PythonRunAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.execution.CancellationSource;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.LiveThreadsException;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.PythonProgram;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program has threads as on any system, of which one runs at a time; they end with it, and no limit is theirs to pass. */
@Timeout(180)
final class ThreadsTest {
    private static final Limits STANDARD = LimitsPolicy.defaultPolicy().defaults();
    private static final Duration LONG = Duration.ofSeconds(60);

    private static Limits limits(Duration wall, Duration cpu, long memory, long output, int threads) {
        return new Limits(wall, cpu, memory, output, 0, threads);
    }

    private static Limits threads(int maximum) {
        return limits(LONG, LONG, STANDARD.memoryBytes(), STANDARD.outputBytes(), maximum);
    }

    private static Python.Run run(String code, Limits limits) {
        return Python.run(PythonProgram.of(code), limits);
    }

    /** However a program ends, none of the JVM's threads is in it afterwards. */
    @AfterEach
    void noThreadIsLeftBehind() throws InterruptedException {
        while (Thread.getAllStackTraces().entrySet().stream()
                .anyMatch(thread -> thread.getKey().getName().equals("agent-core-guest-thread")
                        && Arrays.stream(thread.getValue())
                                .anyMatch(frame -> frame.getClassName().endsWith(".GuestThreads")))) {
            Thread.sleep(1);
        }
    }

    @Test
    void threadsRunAndAreJoined() {
        assertThat(Python.run("""
                        import threading
                        squares = {}
                        def square(number):
                            squares[number] = number ** 2
                        threads = [threading.Thread(target=square, args=[number]) for number in range(8)]
                        for thread in threads:
                            thread.start()
                        for thread in threads:
                            thread.join()
                        print(sorted(squares.values()), threading.active_count())
                        """)).succeeded().printed("[0, 1, 4, 9, 16, 25, 36, 49] 1\n");
    }

    @Test
    void aQueueConnectsThem() {
        assertThat(Python.run("""
                        import queue, threading
                        numbers = queue.Queue(maxsize=2)
                        def produce():
                            for number in range(5):
                                numbers.put(number)
                            numbers.shutdown()
                        threading.Thread(target=produce).start()
                        try:
                            while True:
                                print(numbers.get(), end=" ")
                        except queue.ShutDown:
                            print("done")
                        """)).succeeded().printed("0 1 2 3 4 done\n");
    }

    @Test
    void aPoolsWorkersWaitAtTheSameTime() {
        assertThat(Python.run("""
                        import threading
                        from concurrent.futures import ThreadPoolExecutor
                        all_there = threading.Barrier(8)
                        def wait(number):
                            all_there.wait()
                            return number * 10
                        with ThreadPoolExecutor(8) as pool:
                            print(list(pool.map(wait, range(8))))
                        """)).succeeded().printed("[0, 10, 20, 30, 40, 50, 60, 70]\n");
    }

    @Test
    void asyncioHandsWorkToThreads() {
        assertThat(Python.run("""
                        import asyncio, threading
                        async def main():
                            begun = threading.Event()
                            waiting = asyncio.to_thread(begun.wait)
                            task = asyncio.create_task(waiting)
                            await asyncio.sleep(0)
                            begun.set()
                            print(await task)
                            loop = asyncio.get_running_loop()
                            print(await loop.run_in_executor(None, lambda: threading.current_thread().name))
                        asyncio.run(main())
                        """)).succeeded().printed("True\nasyncio_0\n");
    }

    @Test
    void timersLocalsAndConditionsWork() {
        assertThat(Python.run("""
                        import threading
                        timer = threading.Timer(0.001, print, ["timer"])
                        timer.start()
                        timer.join()
                        local = threading.local()
                        local.name = "main"
                        def own():
                            local.name = "own"
                        thread = threading.Thread(target=own)
                        thread.start()
                        thread.join()
                        print(local.name)
                        condition, items = threading.Condition(), []
                        def give():
                            with condition:
                                items.append(1)
                                condition.notify()
                        with condition:
                            threading.Thread(target=give).start()
                            print(condition.wait_for(lambda: items))
                        """)).succeeded().printed("timer\nmain\n[1]\n");
    }

    @Test
    void whoComputesLetsOthersRun() {
        assertThat(Python.run("""
                        import threading
                        stop = False
                        def end():
                            global stop
                            stop = True
                        turns = [0, 0]
                        def turn(mine):
                            while not all(turns):
                                turns[mine] += 1
                            end()
                        for number in range(2):
                            threading.Thread(target=turn, args=[number]).start()
                        while not stop:
                            pass
                        print("stopped")
                        """)).succeeded().printed("stopped\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zlib.compress(data)",
                "zlib.decompress(zlib.compress(bytes(50_000_000), 1))",
                "hashlib.md5(data * 4)",
                "hashlib.sha256(data * 4)",
                "hashlib.sha3_256(data)",
                "bz2.compress(data[:100_000])",
                "lzma.compress(data[:100_000])",
            })
    void whatComputesWithoutTheLockLetsOthersRun(String call) {
        assertThat(Python.run("""
                        import bz2, hashlib, lzma, os, threading, time, zlib
                        data = os.urandom(1_000_000) * 4
                        ended = False
                        turns = []
                        def take_turns():
                            while not ended:
                                time.sleep(0.001)
                                turns.append(None)
                        thread = threading.Thread(target=take_turns)
                        thread.start()
                        while not turns:
                            time.sleep(0)
                        before = len(turns)
                        %s
                        print(len(turns) > before)
                        ended = True
                        """.formatted(call))).succeeded().printed("True\n");
    }

    @Test
    void anExceptionEndsItsThreadOnly() {
        assertThat(Python.run("""
                        import threading
                        thread = threading.Thread(target=lambda: 1 / 0, name="divider")
                        thread.start()
                        thread.join()
                        print("main")
                        """)).exited(0).printed("main\n").complained("""
                        Exception in thread divider:
                        Traceback (most recent call last):
                          File "/lib/python3.13/threading.py", line 1044, in _bootstrap_inner
                          File "/lib/python3.13/threading.py", line 995, in run
                          File "main.py", line 2, in <lambda>
                            thread = threading.Thread(target=lambda: 1 / 0, name="divider")
                                                                     ~~^~~
                        ZeroDivisionError: division by zero
                        """);
    }

    @Test
    void theProgramEndsWhenItsThreadsHave() {
        assertThat(Python.run("""
                        import atexit, sys, threading
                        over = threading.Event()
                        def last():
                            over.wait()
                            print("thread")
                        threading.Thread(target=last).start()
                        threading.Thread(target=threading.Event().wait, daemon=True).start()
                        threading.Timer(0.01, over.set).start()
                        atexit.register(print, "exit function")
                        print("main")
                        sys.exit(5)
                        """)).exited(5).complained("").printed("main\nthread\nexit function\n");
    }

    @Test
    void tooManyAreRefusedByNumber() {
        String program = """
                import threading
                over = threading.Event()
                threads = []
                try:
                    while True:
                        thread = threading.Thread(target=over.wait)
                        thread.start()
                        threads.append(thread)
                except RuntimeError as error:
                    print(error)
                over.set()
                for thread in threads:
                    thread.join()
                threading.Thread(target=print, args=["again"]).start()
                """;
        assertThat(run(program, threads(64)))
                .succeeded()
                .printed("can't start new thread: 64 are alive, and limits.threads is 64\nagain\n");
        assertThat(run(program, threads(2)))
                .succeeded()
                .printed("can't start new thread: 2 are alive, and limits.threads is 2\nagain\n");
        assertThat(run("import _thread\n_thread.start_new_thread(print, ())", threads(1)))
                .raised("RuntimeError", "can't start new thread: 1 are alive, and limits.threads is 1", 2);
    }

    @Test
    void shortThreadsAreNotCounted() {
        assertThat(run("""
                        import threading
                        for _ in range(200):
                            thread = threading.Thread(target=int)
                            thread.start()
                            thread.join()
                        print("200")
                        """, threads(2))).succeeded().printed("200\n");
    }

    @Test
    void aDeadlockIsAResultWithEveryStack() {
        assertThat(Python.run("""
                        import threading
                        one, other = threading.Lock(), threading.Lock()
                        both = threading.Barrier(2)
                        def wait(first, second):
                            with first:
                                both.wait()
                                second.acquire()
                        threading.Thread(target=wait, args=[one, other], name="A").start()
                        threading.Thread(target=wait, args=[other, one], name="B").start()
                        print("printed", end="")
                        threading.Event().wait()
                        """)).printed("printed").raised("""
                        Traceback (most recent call last):
                          File "main.py", line 11, in <module>
                            threading.Event().wait()
                            ~~~~~~~~~~~~~~~~~~~~~~^^
                        RuntimeError: deadlock: every thread waits, and nothing is left that could wake one
                        Thread 'B' waits (most recent call last):
                          File "main.py", line 7, in wait
                            second.acquire()
                        Thread 'A' waits (most recent call last):
                          File "main.py", line 7, in wait
                            second.acquire()
                        """);
    }

    @Test
    void aDeadlockAfterTheLastLineIsOneToo() {
        assertThat(Python.run("""
                        import threading
                        threading.Thread(target=threading.Event().wait, name="left").start()
                        print("over")
                        """))
                .ended(Outcome.EXCEPTION)
                .printed("over\n")
                .hasExitCode(1)
                .raised("RuntimeError", "deadlock: every thread waits, and nothing is left that could wake one", 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "threading.Lock().acquire() and queue.Queue().get()",
                "asyncio.run(asyncio.wait_for(asyncio.to_thread(threading.Event().wait), None))",
                "os.read(os.pipe()[0], 1)",
            })
    void everyWaitForEverIsADeadlock(String wait) {
        Python.Run run = Python.run("import asyncio, os, queue, threading\n" + wait);
        assertThat(run.stderr()).contains("deadlock");
        assertThat(run).hasExitCode(1);
    }

    @Test
    void aDeadlockThatIsCaughtCanBeEnded() {
        assertThat(Python.run("""
                        import threading
                        lock = threading.Lock()
                        lock.acquire()
                        def wait():
                            with lock:
                                print("thread")
                        threading.Thread(target=wait).start()
                        try:
                            lock.acquire()
                        except RuntimeError as error:
                            print(error)
                        lock.release()
                        """))
                .succeeded()
                .printed("deadlock: every thread waits, and nothing is left that could wake one\nthread\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "while True: pass            | 60 | CPU_TIME_EXCEEDED",
                "time.sleep(10 ** 6)         | 2  | WALL_TIME_EXCEEDED",
                "list(range(10 ** 9))        | 60 | COMPLETED",
                "while True: print('x' * 99) | 60 | OUTPUT_EXCEEDED",
                "os._exit(3)                 | 60 | COMPLETED",
                "os.abort()                  | 60 | CRASHED",
            })
    void limitsAreOfAllThreadsTogether(String statement, int wallSeconds, Outcome outcome) {
        var limits = limits(Duration.ofSeconds(wallSeconds), Duration.ofSeconds(1), 64 << 20, 100_000, 8);
        assertThat(run("""
                        import os, threading, time
                        def run():
                            %s
                        threads = [threading.Thread(target=run) for _ in range(4)]
                        for thread in threads:
                            thread.start()
                        for thread in threads:
                            thread.join()
                        """.formatted(statement), limits)).ended(outcome);
    }

    @Test
    void aCancellationStopsThemAll() {
        var cancellation = new CancellationSource();
        var limits = limits(LONG, LONG, STANDARD.memoryBytes(), STANDARD.outputBytes(), 16);
        var program = PythonProgram.of("""
                import threading, time
                def run(busy):
                    while True:
                        if not busy:
                            time.sleep(100)
                for number in range(15):
                    threading.Thread(target=run, args=[number % 2]).start()
                print("begun")
                """);
        var result = Python.run(program, limits, cancellation, (stream, data, offset) -> cancellation.request());
        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void theProcessorTimeIsThatOfAllThreads() {
        assertThat(Python.run("""
                        import threading, time
                        def burn():
                            while time.process_time() < end:
                                pass
                        end = time.process_time() + 0.1
                        thread = threading.Thread(target=burn)
                        thread.start()
                        thread.join()
                        print(time.process_time() >= end)
                        """)).succeeded().printed("True\n");
    }

    @Test
    void threadsHaveTheStackThatTheyAskFor() {
        assertThat(Python.run("""
                        import threading
                        for size in 0, 65536, 1 << 20, 2 << 20:
                            threading.stack_size(size)
                            thread = threading.Thread(target=print, args=[threading.stack_size()])
                            thread.start()
                            thread.join()
                        for size in 32768, (2 << 20) + 1:
                            try:
                                threading.stack_size(size)
                            except ValueError as error:
                                print(error)
                        """)).succeeded().printed("""
                        0
                        65536
                        1048576
                        2097152
                        size not valid: 32768 bytes
                        size not valid: 2097153 bytes
                        """);
    }

    @Test
    void sixtyThreeThreadsRecurse() {
        assertThat(run("""
                        import threading
                        ended = []
                        def recurse():
                            recurse()
                        def run():
                            try:
                                recurse()
                            except RecursionError:
                                pass
                            nested = []
                            for _ in range(10_000):
                                nested = [nested]
                            try:
                                repr(nested)
                            except RecursionError:
                                ended.append(True)
                        threads = [threading.Thread(target=run) for _ in range(63)]
                        for thread in threads:
                            thread.start()
                        for thread in threads:
                            thread.join()
                        print(len(ended))
                        """, threads(64))).succeeded().printed("63\n");
    }

    @Test
    void aThreadMayRecurseAsDeeplyAsItsStackAllows() {
        assertThat(Python.run("""
                        import json, threading
                        def depth():
                            least, most = 0, 20_000
                            while least < most:
                                middle = (least + most + 1) // 2
                                try:
                                    json.loads("[" * middle + "]" * middle)
                                    least = middle
                                except RecursionError:
                                    most = middle - 1
                            depths.append(least)
                        depths = []
                        for size in 65536, 1 << 20, 2 << 20:
                            threading.stack_size(size)
                            thread = threading.Thread(target=depth)
                            thread.start()
                            thread.join()
                        depth()
                        print(*(round(each, -2) for each in depths))
                        """))
                .succeeded()
                .printed(TestedEngine.isJvm() ? "100 2900 5800 10000\n" : "100 1300 2600 10000\n");
    }

    @Test
    void anExhaustedStackOfAThreadEndsTheRunAndNothingElse() {
        assertThat(Python.run("""
                        import threading
                        threading.stack_size(65536)
                        nested = iter([])
                        for _ in range(10_000):
                            nested = map(abs, nested)
                        print("begun")
                        thread = threading.Thread(target=list, args=[nested])
                        thread.start()
                        thread.join()
                        """)).ended(Outcome.CRASHED).printed("begun\n");
        assertThat(Python.run("print('next')")).succeeded().printed("next\n");
    }

    @Test
    void theSwitchIntervalIsTakenOver() {
        assertThat(Python.run("""
                        import sys, threading
                        sys.setswitchinterval(3600)
                        turns = []
                        thread = threading.Thread(target=turns.append, args=[1])
                        thread.start()
                        thread.join()
                        def other():
                            turns.append(2)
                        def start(seconds):
                            import time
                            sys.setswitchinterval(seconds)
                            thread = threading.Thread(target=other)
                            before = len(turns)
                            thread.start()
                            time.sleep(0)
                            end = time.monotonic() + 0.1
                            while time.monotonic() < end:
                                pass
                            thread.join()
                            return len(turns) - before
                        print(start(3600), start(1e-6), round(sys.getswitchinterval(), 6))
                        """)).succeeded().printed("1 1 1e-06\n");
    }

    @Test
    void pipesConnectThem() {
        assertThat(Python.run("""
                        import os, select, threading
                        reading, writing = os.pipe()
                        received = []
                        def receive():
                            while data := os.read(reading, 1 << 20):
                                received.append(data)
                        thread = threading.Thread(target=receive)
                        thread.start()
                        with open(writing, "wb") as file:
                            file.write(b"x" * 300_000)
                        thread.join()
                        print(len(b"".join(received)))
                        reading, writing = os.pipe()
                        print(select.select([reading], [writing], [], 0) == ([], [writing], []))
                        threading.Timer(0.001, os.write, [writing, b"a"]).start()
                        print(select.select([reading], [], [], 60) == ([reading], [], []), os.read(reading, 9))
                        os.set_blocking(reading, False)
                        for refused in lambda: os.read(reading, 1), lambda: os.close(reading) or os.write(writing, b"b"):
                            try:
                                refused()
                            except OSError as error:
                                print(type(error).__name__)
                        """)).succeeded().printed("300000\nTrue\nTrue b'a'\nBlockingIOError\nBrokenPipeError\n");
    }

    @Test
    void pipesAreFew() {
        assertThat(Python.run("""
                        import os
                        pipes = []
                        try:
                            while True:
                                pipes.append(os.pipe())
                        except OSError as error:
                            print(len(pipes), error)
                        """)).succeeded().printed("16 [Errno 24] Too many open files\n");
    }

    @Test
    void anAlarmInterruptsWhateverTheMainThreadDoes() {
        assertThat(Python.run("""
                        import signal, threading, time
                        def ring(number, frame):
                            raise TimeoutError(signal.Signals(number).name)
                        signal.signal(signal.SIGALRM, ring)
                        def compute():
                            while True:
                                pass
                        def compute_beside_others():
                            threading.Thread(target=compute_until_over, daemon=True).start()
                            compute()
                        over = False
                        def compute_until_over():
                            while not over:
                                pass
                        for wait in compute, lambda: time.sleep(3600), threading.Event().wait, compute_beside_others:
                            signal.setitimer(signal.ITIMER_REAL, 0.01)
                            try:
                                wait()
                            except TimeoutError as error:
                                print(error)
                        over = True
                        print(signal.alarm(100), signal.alarm(0), signal.getitimer(signal.ITIMER_REAL))
                        """)).succeeded().printed("SIGALRM\nSIGALRM\nSIGALRM\nSIGALRM\n0 100 (0.0, 0.0)\n");
    }

    @Test
    void anAlarmWithoutAHandlerEndsTheProgram() {
        assertThat(Python.run("""
                        import signal, time
                        print("begun")
                        signal.setitimer(signal.ITIMER_REAL, 0.01)
                        time.sleep(3600)
                        """)).exited(142).printed("begun\n").complained("Alarm clock\n");
    }

    @Test
    void anInterruptIsAKeyboardInterrupt() {
        try (var sandbox = KeptSandbox.open()) {
            var interrupting = Thread.ofPlatform().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    sandbox.sandbox().interrupt();
                    LockSupport.parkNanos(1_000_000);
                }
            });
            try {
                assertThat(sandbox.run("""
                        import time
                        while True:
                            time.sleep(3600)
                        """)).ended(Outcome.EXCEPTION);
            } finally {
                interrupting.interrupt();
            }
        }
    }

    @Test
    void threadsRestBetweenTheProgramsOfASandbox() {
        try (var sandbox = KeptSandbox.open()) {
            assertThat(sandbox.run("""
                    import threading, time
                    over = threading.Event()
                    counted = 0
                    def count():
                        global counted
                        while not over.wait(0.001):
                            counted += 1
                    thread = threading.Thread(target=count)
                    thread.start()
                    """)).succeeded();
            assertThatThrownBy(sandbox::fork)
                    .isInstanceOf(LiveThreadsException.class)
                    .hasMessage("the sandbox has 1 live thread: it can be copied or frozen when they have ended");
            assertThatThrownBy(() -> sandbox.sandbox().freeze()).isInstanceOf(LiveThreadsException.class);
            assertThat(sandbox.run("""
                    before = counted
                    while counted < before + 3:
                        time.sleep(0.001)
                    over.set()
                    thread.join()
                    print("joined")
                    """)).succeeded().printed("joined\n");
            try (var copy = sandbox.fork()) {
                assertThat(copy.run("""
                        threading.Thread(target=print, args=["copy"]).start()
                        """)).succeeded();
            }
        }
    }

    @Test
    void aSandboxThatIsClosedTakesItsThreadsWithIt() {
        try (var sandbox = KeptSandbox.open()) {
            assertThat(sandbox.run(spec("""
                    import threading, time
                    def run(busy):
                        while True:
                            if not busy:
                                time.sleep(1)
                    for number in range(4):
                        threading.Thread(target=run, args=[number % 2]).start()
                    """), "")).succeeded();
        }
    }

    @Test
    void eachHasItsOwnNativeIdAndTheMainOnesIsTheProcesss() {
        assertThat(Python.run("""
                        import os, threading
                        ids = [threading.get_native_id()]
                        for _ in range(2):
                            thread = threading.Thread(target=lambda: ids.append(threading.get_native_id()))
                            thread.start()
                            thread.join()
                            print(thread.native_id == ids[-1])
                        print(ids[0] == os.getpid() == threading.main_thread().native_id, len(set(ids)))
                        """)).succeeded().printed("""
                        True
                        True
                        True 3
                        """);
    }

    @Test
    void thereIsOneProcessor() {
        assertThat(Python.run("import os\nprint(os.cpu_count(), os.process_cpu_count())"))
                .succeeded()
                .printed("1 1\n");
    }

    @Test
    void aPoolOfMultiprocessingsThreadsWorks() {
        assertThat(Python.run("""
                        from multiprocessing.dummy import Pool
                        with Pool(3) as pool:
                            print(pool.map(abs, [-1, -2, -3]))
                        """)).succeeded().printed("[1, 2, 3]\n");
    }
}
