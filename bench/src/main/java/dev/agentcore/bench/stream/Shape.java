// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.stream;

/** In what pieces a program prints. Each is told the number of bytes as its argument, and prints so many. */
enum Shape {
    /** As most programs do. */
    LINES("print() of 79 characters", """
            import sys
            line = "x" * 79
            for _ in range(int(sys.argv[1]) // 80):
                print(line)
            """),
    /** As programs do that care. */
    PIECES("write() of 64 KiB", """
            import sys
            total = int(sys.argv[1])
            piece = "x" * 65535 + "\\n"
            for _ in range(total // len(piece)):
                sys.stdout.write(piece)
            sys.stdout.write(piece[:total % len(piece)])
            """),
    /** As programs do that have the memory. */
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

    /** What people call it. */
    String title() {
        return title;
    }

    /** The program. */
    String code() {
        return code;
    }
}
