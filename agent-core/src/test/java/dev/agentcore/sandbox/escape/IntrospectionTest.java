// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import static dev.agentcore.sandbox.escape.ResultAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.Outcome;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program may do what it wants to its own interpreter. It may break it, and nothing else. */
@AttackSuite
final class IntrospectionTest {
    @RegisterExtension
    static final AttackedServer SERVER = new AttackedServer();

    /** CPython does not check its bytecode: each of these makes it read or write where it should not. */
    private static final Map<String, String> BROKEN_CODE = Map.ofEntries(
            Map.entry("a constant that is not there", "bytes([EXTENDED_ARG, 127, EXTENDED_ARG, 255, LOAD_CONST, 200])"),
            Map.entry("more taken than was put", "bytes([POP_TOP, 0] * 3000)"));

    static Stream<Named<String>> brokenCode() {
        return Attacks.of(BROKEN_CODE);
    }

    @ParameterizedTest
    @MethodSource("brokenCode")
    void bytecodeMadeByHandBreaksItsOwnInterpreter(String code) {
        assertThat(SERVER.attack("""
                        from dis import opmap
                        globals().update(opmap)

                        def function(argument):
                            pass

                        print("begun", flush=True)
                        code = bytes([RESUME, 0]) + %s
                        function.__code__ = function.__code__.replace(co_code=code)
                        function(1)
                        """.formatted(code))).ended(Outcome.CRASHED).printed("begun\n");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomBytecodeDoesWhateverItDoesToItself(int seed) {
        var result = SERVER.attack("""
                import random
                print("begun", flush=True)
                random.seed(%d)

                def function(first, second):
                    return first

                for _ in range(5000):
                    code = bytes(random.randrange(256) for _ in range(40))
                    function.__code__ = function.__code__.replace(co_code=code, co_stacksize=50)
                    try:
                        function(1, 2)
                    except Exception:
                        pass
                """.formatted(seed));
        // How it ends is up to the bytes; that it ends, and that the next run is right, is not.
        assertThat(result.stdout()).startsWith("begun\n");
    }

    static Stream<Integer> seeds() {
        return Stream.of(1, 2, 3, 4, 5);
    }

    @Test
    void hostileMarshalDataIsRejectedOrBreaksItsOwnInterpreter() {
        var result = SERVER.attack("""
                import marshal, random
                print("begun", flush=True)
                random.seed(3)
                whole = marshal.dumps(compile("def f(x):\\n  return [x, 'abc', 1.5, (1, 2)]", "a", "exec"))
                for _ in range(5000):
                    data = bytearray(whole)
                    for _ in range(3):
                        data[random.randrange(len(data))] = random.randrange(256)
                    try:
                        marshal.loads(bytes(data))
                    except Exception:
                        pass
                """);
        assertThat(result.stdout()).startsWith("begun\n");
    }

    @Test
    void noRecursionLimitIsTooHighForPython() {
        assertThat(SERVER.attack("""
                        import sys
                        sys.setrecursionlimit(10**9)

                        class Hostile:
                            def __getattr__(self, name):
                                return getattr(self, name)

                            def __repr__(self):
                                return repr([self])

                        for use in (lambda: Hostile().name, lambda: repr(Hostile())):
                            try:
                                use()
                            except RecursionError:
                                print("RecursionError")
                        """)).completed("RecursionError\nRecursionError\n");
    }

    @Test
    void sourceThatNestsTooDeepIsAnError() {
        assertThat(SERVER.attack("""
                        import json
                        for text in "(" * 10**5, "-" * 10**5 + "1", "a" + ".b" * 10**5, "not " * 10**5 + "1":
                            try:
                                compile(text, "name", "exec")
                            except (MemoryError, RecursionError, SyntaxError):
                                print("refused")
                        for text in "[" * 10**6, '{"a":' * 10**6:
                            try:
                                json.loads(text)
                            except RecursionError:
                                print("refused")
                        """)).completed("refused\n".repeat(6));
    }

    @Test
    void nothingOfOursIsAmongTheObjects() {
        assertThat(SERVER.attack("""
                        import gc, sys
                        modules = {type(each).__module__ for each in gc.get_objects()}
                        print([name for name in modules | set(sys.modules) if "guest" in str(name)])
                        print(sys._getframe().f_back)
                        sys.settrace(lambda *arguments: None)
                        sys.setprofile(lambda *arguments: None)
                        """)).completed("[]\nNone\n");
    }
}
