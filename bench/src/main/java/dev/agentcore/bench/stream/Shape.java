// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.stream;

/** The sizes of the pieces in which a program prints. Each program gets the number of bytes as its argument. */
enum Shape {
    /** Line by line, as most programs do. */
    LINES("print() of 79 characters", """
            import sys
            line = "x" * 79
            for _ in range(int(sys.argv[1]) // 80):
                print(line)
            """),
    /** In larger pieces, as optimised programs do. */
    PIECES("write() of 64 KiB", """
            import sys
            total = int(sys.argv[1])
            piece = "x" * 65535 + "\\n"
            for _ in range(total // len(piece)):
                sys.stdout.write(piece)
            sys.stdout.write(piece[:total % len(piece)])
            """),
    /** All at once, as programs with enough memory do. */
    WHOLE("one write() of everything", """
            import sys
            sys.stdout.write(("x" * 79 + "\\n") * (int(sys.argv[1]) // 80))
            """);

    private final String title;
    private final String code;

    Shape(String title, String code) {
        this.title = title;
        this.code = code;
    }

    /** Its name in tables. */
    String title() {
        return title;
    }

    /** The program. */
    String code() {
        return code;
    }
}
