// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SkippedTestsTest {
    private static final String PASSED = "<testcase name='a' classname='x.ATest'/>";
    private static final String WITH_A_MESSAGE =
            "<testcase name='a' classname='x.ATest'><skipped message='no npm'/></testcase>";
    private static final String WITH_A_STACK_TRACE = """
            <testcase name='b' classname='x.BIT'><skipped type='org.opentest4j.TestAbortedException'><![CDATA[\
            org.opentest4j.TestAbortedException: Assumption failed: no Prometheus:
            install it
            \tat x.BIT.b(BIT.java:7)
            ]]></skipped></testcase>
            """;

    @TempDir
    Path root;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void nothingIsSkipped() throws Exception {
        report("a/target/surefire-reports/TEST-x.ATest.xml", PASSED);

        assertThat(check("")).isTrue();
        assertThat(printed.toString(UTF_8)).isEqualTo("No test was skipped.\n");
    }

    @Test
    void aSkipThatNobodyExpectsIsListedWithItsReason() throws Exception {
        report("a/target/surefire-reports/TEST-x.ATest.xml", PASSED + WITH_A_MESSAGE + WITH_A_MESSAGE);
        report("a/b/target/failsafe-reports/TEST-x.BIT.xml", WITH_A_STACK_TRACE);

        assertThat(check("")).isFalse();
        assertThat(printed.toString(UTF_8)).isEqualTo("""
                Skipped, not expected (with CI=true the build fails):
                  2 x x.ATest: no npm
                  1 x x.BIT: no Prometheus: install it
                """);
    }

    @Test
    void anExpectationIsForAClassAndAWholeReason() throws Exception {
        report("a/target/surefire-reports/TEST-x.ATest.xml", WITH_A_MESSAGE);
        report("a/target/failsafe-reports/TEST-x.BIT.xml", WITH_A_STACK_TRACE);

        assertThat(check("# a comment\n\nx.ATest no\nx.BIT no Prometheus.*\n")).isFalse();
        assertThat(printed.toString(UTF_8)).isEqualTo("""
                Skipped, as expected:
                  1 x x.BIT: no Prometheus: install it
                Skipped, not expected (with CI=true the build fails):
                  1 x x.ATest: no npm
                """);
    }

    @Test
    void reportsOfEarlierBuildsDoNotCount() throws Exception {
        Path old = report("a/target/surefire-reports/TEST-x.ATest.xml", WITH_A_MESSAGE);
        Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(check("")).isTrue();
    }

    @Test
    void anExpectationWithoutAReasonIsAnError() {
        assertThatThrownBy(() -> check("x.ATest\n")).hasMessage("not of the form CLASS REASON: x.ATest");
    }

    private boolean check(String expected) throws IOException {
        Path file = Files.writeString(root.resolve("expected-skips"), expected);
        return SkippedTests.check(
                root, file, Instant.parse("2026-01-02T00:00:00Z"), new PrintStream(printed, true, UTF_8));
    }

    private Path report(String path, String tests) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "<testsuite>" + tests + "</testsuite>");
    }
}
