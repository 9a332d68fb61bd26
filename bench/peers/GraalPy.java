// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;

/** GraalPy: one engine, whose compiled code its contexts share, and a fresh context for each program. */
final class GraalPy {
    public static void main(String[] args) throws Exception {
        try (var engine = Engine.create("python");
                var files = new BufferedReader(new InputStreamReader(System.in))) {
            for (String file = files.readLine(); file != null; file = files.readLine()) {
                System.out.println(run(engine, Files.readString(Path.of(file))));
            }
        }
    }

    private static String run(Engine engine, String code) {
        try (var context = Context.newBuilder("python")
                .engine(engine)
                .allowAllAccess(true)
                .build()) {
            context.eval("python", code);
            return "done";
        } catch (PolyglotException failed) {
            return "failed: " + failed.getMessage();
        }
    }
}
