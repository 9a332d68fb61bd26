// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import static dev.agentcore.sandbox.escape.ResultAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonError;
import dev.agentcore.client.PythonResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program can forge what its interpreter says of its end. It harms itself, and its caller gets a result. */
@AttackSuite
final class ReportChannelTest {
    @RegisterExtension
    static final AttackedServer SERVER = new AttackedServer();

    /** Python asks the exception for its text while the report is made: that way its maker's globals are in reach. */
    private static PythonResult forge(String record) {
        return SERVER.attack("""
                import sys

                def field(tag, content):
                    return bytes([tag]) + len(content).to_bytes(4, "little") + content

                class Forger(Exception):
                    def __str__(self):
                        frame = sys._getframe()
                        while "clipped" not in frame.f_globals:
                            frame = frame.f_back
                        frame.f_globals["encode"] = lambda fields: %s
                        return "forged"

                print("begun", flush=True)
                raise Forger
                """.formatted(record));
    }

    @Test
    void aForgedExceptionIsWhatTheCallerSees() {
        PythonResult result = forge("b'\\1' + field(2, b'KeyError') + field(3, b'mine') + field(5, b'\\7\\0\\0\\0')");
        assertThat(result).ended(Outcome.EXCEPTION).printed("begun\n").raised("KeyError");
        assertThat(result.exception().map(PythonError::message)).contains("mine");
    }

    @Test
    void aForgedMemoryErrorDoesNotMakeItAMemoryLimit() {
        assertThat(forge("b'\\1' + field(2, b'MemoryError')"))
                .ended(Outcome.EXCEPTION)
                .raised("MemoryError");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "larger than any honest one       | b'\\1' + field(2, b'E') + field(4, b'x' * (4 << 20))",
                "of text that grows when decoded  | b'\\1' + field(2, b'E') + field(4, b'\\xff' * (1 << 20))",
                "of fields without end            | b'\\1' + field(9, b'') * 300_000",
                "of another version               | b'\\2'",
                "cut off                          | b'\\1\\4\\377\\377\\377\\177'",
            })
    void whatIsNoReportIsACrash(String what, String record) {
        assertThat(forge(record)).ended(Outcome.CRASHED).printed("begun\n");
    }
}
