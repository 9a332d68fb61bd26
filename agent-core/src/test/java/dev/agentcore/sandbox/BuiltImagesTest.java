// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.PythonImage;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.guest.GuestImage;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All images that the build has made, in one runtime as in a server. With AGENT_CORE_PYTHON there is more than one. */
@Timeout(120)
final class BuiltImagesTest {
    private static final List<GuestImage> BUILT = GuestImage.built();
    private static final PythonRuntime RUNTIME = Python.newRuntime(BUILT, 1);

    @AfterAll
    static void close() {
        RUNTIME.close();
    }

    private static Python.Run run(PythonImage image, String code) {
        return Python.run(
                RUNTIME,
                image.name(),
                PythonProgram.of(code),
                LimitsPolicy.defaultPolicy().defaults(),
                Cancellation.never());
    }

    @Test
    void theCatalogueOffersThemInTheirOrder() {
        assertThat(RUNTIME.images())
                .extracting(PythonImage::name)
                .containsExactlyElementsOf(BUILT.stream().map(GuestImage::name).toList());
    }

    @Test
    void eachRunsItsOwnPython() {
        for (PythonImage image : RUNTIME.images()) {
            Python.Run run = run(image, "import sys; print(sys.version.split()[0], sys.path[1])");
            String version = image.interpreter().version();
            assertThat(run.stdout()).isEqualTo(version + " /lib/python" + version.replaceAll("\\.\\d+$", "") + "\n");
        }
    }

    @Test
    void eachRunsOrdinaryPrograms() {
        for (PythonImage image : RUNTIME.images()) {
            Python.Run run = run(image, """
                    import asyncio, concurrent.futures, dataclasses, hashlib, json, re, sqlite3, zlib

                    @dataclasses.dataclass
                    class Point:
                        x: int
                        y: float = 0.5

                    def numbers(count):
                        for number in range(count):
                            yield number * number

                    async def double(value):
                        await asyncio.sleep(0)
                        return 2 * value

                    async def main():
                        return await asyncio.gather(*map(double, range(3)))

                    def recurse(depth):
                        return 0 if depth == 0 else 1 + recurse(depth - 1)

                    try:
                        {}["missing"]
                    except KeyError as error:
                        print(repr(error), Point(1))
                    print(sum(numbers(1000)), asyncio.run(main()), recurse(900), 2 ** 100 % 97, hash(1.5))
                    with concurrent.futures.ThreadPoolExecutor(4) as pool:
                        print(list(pool.map(lambda text: hashlib.sha256(text).hexdigest()[:8], [b"a", b"b"])))
                    print(json.dumps({"a": [1, None]}), re.sub(r"(\\w)(\\w)", r"\\2\\1", "abcd"), zlib.crc32(b"abc"))
                    print(sqlite3.connect(":memory:").execute("select 40 + 2").fetchone())
                    match [1, {"k": (2, 3)}]:
                        case [first, {"k": (second, *rest)}]:
                            print(first, second, rest)
                    try:
                        eval("(" * 300 + ")" * 300)
                    except (SyntaxError, MemoryError) as error:
                        print(type(error).__name__)
                    try:
                        recurse(10_000)
                    except RecursionError:
                        print("too deep")
                    """);
            assertThat(run.stdout()).as(image.name() + run.stderr()).isEqualTo("""
                            KeyError('missing') Point(x=1, y=0.5)
                            332833500 [0, 2, 4] 900 16 1152921504606846977
                            ['ca978112', '3e23e816']
                            {"a": [1, null]} badc 891568578
                            (42,)
                            1 2 [3]
                            SyntaxError
                            too deep
                            """);
        }
    }

    @Test
    void eachEndsRecursionInCByAnException() {
        for (PythonImage image : RUNTIME.images()) {
            Python.Run run = run(image, """
                    import json, pickle, threading
                    def lists():
                        nested = []
                        for _ in range(100_000):
                            nested = [nested]
                        return nested
                    def dicts():
                        nested = {}
                        for _ in range(100_000):
                            nested = {"": nested}
                        return nested
                    first, second, mapping, classes = lists(), lists(), dicts(), str
                    for _ in range(100_000):
                        classes = (classes,)
                    def attempt():
                        for use in (
                            lambda: repr(first), lambda: first == second, lambda: first < second,
                            lambda: repr(mapping), lambda: json.dumps(mapping), lambda: mapping == dicts(), lambda: pickle.dumps(first),
                            lambda: json.loads("[" * 100_000 + "]" * 100_000), lambda: isinstance(1, classes),
                        ):
                            try:
                                print(use(), end=" ")
                            except RecursionError:
                                print("deep", end=" ")
                        print()
                    attempt()
                    for size in 1 << 20, 2 << 20:
                        threading.stack_size(size)
                        thread = threading.Thread(target=attempt)
                        thread.start()
                        thread.join()
                    """);
            assertThat(run.stdout())
                    .as(image.name() + run.stderr())
                    .isEqualTo("deep deep deep deep deep deep deep deep deep \n".repeat(3));
        }
    }
}
