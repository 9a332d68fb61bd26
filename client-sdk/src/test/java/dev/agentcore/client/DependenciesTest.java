// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** DEPENDENCIES.md lists exactly the client's dependencies that Maven resolves. */
final class DependenciesTest {
    /** {@code group:artifact:jar:version:scope:file}, as dependency:list writes it. */
    private static final Pattern RESOLVED =
            Pattern.compile("(?m)^ +([^:]+:[^:]+):jar:([^:]+):(?:compile|runtime):(\\S+?\\.jar)(?: .*)?$");

    private static final Pattern OURS = Pattern.compile("(?m)^ +dev\\.agentcore:proto:jar:.*$");

    /** {@code | `group:artifact` | version | KB | what for |}. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (\\S+) \\| ([0-9,]+) \\| [^|]+ \\|$");

    private final String resolved =
            OURS.matcher(read("target/dependencies.txt")).replaceAll("");
    private final String page = read("DEPENDENCIES.md");

    @Test
    void theTableHasAllOfThem() {
        List<String> told = ROW.matcher(page)
                .results()
                .map(row -> row(row.group(1), row.group(2), row.group(3)))
                .toList();
        List<String> brought = RESOLVED.matcher(resolved)
                .results()
                .map(jar -> row(jar.group(1), jar.group(2), kilobytes(size(jar))))
                .toList();
        assertThat(brought).hasSize((int)
                resolved.lines().filter(line -> line.contains(":jar:")).count());
        assertThat(told).containsExactlyInAnyOrderElementsOf(brought);
    }

    @Test
    void theSumIsTheirs() {
        long bytes = RESOLVED.matcher(resolved)
                .results()
                .mapToLong(DependenciesTest::size)
                .sum();
        assertThat(page).contains(String.format(Locale.ROOT, "%.1f MB in total", bytes / 1e6));
    }

    @Test
    void openTelemetryIsNotAmongThem() {
        assertThat(resolved).contains("io.grpc:grpc-api:").doesNotContainIgnoringCase("opentelemetry");
    }

    private static String row(String name, String version, String kilobytes) {
        return name + " " + version + " " + kilobytes;
    }

    private static String kilobytes(long bytes) {
        return String.format(Locale.ROOT, "%,d", Math.round(bytes / 1e3));
    }

    private static long size(MatchResult jar) {
        try {
            return Files.size(Path.of(jar.group(3)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
