// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.PythonProgram;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sources that nest deep compile, or are refused as by any Python: none exhausts a stack. */
class CompilerDepthTest {
    private static final String ATTEMPT = """
            import ast
            class Any:
                def __getattr__(self, name): return self
                def __call__(self): return self
                def __getitem__(self, index): return self
                def __repr__(self): return "any"
            a, x = Any(), 1
            def attempt(source, mode="eval"):
                try:
                    print((eval if mode == "eval" else exec)(compile(source, "source", mode)))
                except (RecursionError, MemoryError, SyntaxError) as error:
                    print(type(error).__name__, str(error).partition(" (")[0])
            """;

    @Test
    void aThousandLevelsCompile() {
        assertThat(Python.run(ATTEMPT + """
                        attempt("-" * 1000 + "1")
                        attempt("not " * 1000 + "1")
                        attempt("x if x else " * 1000 + "x")
                        attempt("a" + ".b" * 3000)
                        attempt("a" + "()" * 3000)
                        attempt("a" + "[0]" * 3000)
                        attempt("x" + " + x" * 3000)
                        attempt("x" + " ** x" * 1000)
                        attempt("if x == 0: pass\\n" + "elif x == 2: pass\\n" * 1000, "exec")
                        attempt("(" * 100 + "x" + ")" * 100)
                        """)).succeeded().printed("""
                        1
                        True
                        1
                        any
                        any
                        any
                        3001
                        1
                        None
                        1
                        """);
    }

    @Test
    void tenThousandTermsAreRefusedOrFlat() {
        assertThat(Python.run(ATTEMPT + """
                        for source in "a" + ".b" * 10_000, "a" + "()" * 10_000, "a" + "[0]" * 10_000, "x" + " + x" * 10_000:
                            attempt(source)
                        attempt("-" * 10_000 + "1")
                        attempt("x" + " ** x" * 10_000)
                        attempt("if x == 0: pass\\n" + "elif x == 2: pass\\n" * 10_000, "exec")
                        attempt("x" + " == x" * 10_000)
                        attempt("x" + " and x" * 10_000)
                        attempt("x = " * 10_000 + "1", "exec")
                        """)).succeeded().printed("""
                        RecursionError maximum recursion depth exceeded during compilation
                        RecursionError maximum recursion depth exceeded during compilation
                        RecursionError maximum recursion depth exceeded during compilation
                        RecursionError maximum recursion depth exceeded during compilation
                        MemoryError Parser stack overflowed - Python source too complex to parse
                        MemoryError Parser stack overflowed - Python source too complex to parse
                        MemoryError Parser stack overflowed - Python source too complex to parse
                        True
                        1
                        None
                        """);
    }

    /** The deepest that the limits allow, for each part of the compiler that recurses: whatever the answer, it is one. */
    @Test
    void noDepthExhaustsAStack() {
        var program = PythonProgram.of(ATTEMPT + """
                        answers = set()
                        def tried(action):
                            try:
                                action()
                                answers.add("done")
                            except (RecursionError, MemoryError) as error:
                                answers.add(type(error).__name__)
                        def sums(depth):
                            tree = ast.Constant(1)
                            for _ in range(depth):
                                tree = ast.BinOp(tree, ast.Add(), ast.Constant(1))
                            return tree
                        for depth in 4_980, 9_980, 9_996:
                            for part in ".b", "()", "[0]", " + x", "[0:1]", "(1)", "(*x)", "(k=x)", " if x else x":
                                tried(lambda: compile("a" + part * depth, "", "eval"))
                            for part in "-", "not ", "lambda: ", "x ** ", "x if x else ":
                                tried(lambda: compile(part * depth + "x", "", "eval"))
                            tried(lambda: compile("if x: pass\\n" + "elif x: pass\\n" * depth, "", "exec"))
                            tried(lambda: ast.parse("a" + ".b" * depth))
                            tree = sums(depth)
                            for node in ast.walk(tree):
                                node.lineno = node.end_lineno = 1
                                node.col_offset = node.end_col_offset = 0
                            tried(lambda: compile(ast.Expression(tree), "", "eval"))
                        print(*sorted(answers))
                        """);
        assertThat(Python.run(program, LimitsPolicy.defaultPolicy().defaults().withWallTime(Duration.ofMinutes(5))))
                .succeeded()
                .printed("MemoryError RecursionError done\n");
    }
}
