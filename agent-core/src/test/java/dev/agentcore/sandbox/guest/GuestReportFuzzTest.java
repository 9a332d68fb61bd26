// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes are a report, of bounded size, or refused. */
final class GuestReportFuzzTest {
    @FuzzTest
    void readsOrRefuses(byte[] bytes) {
        try {
            GuestReport report = GuestReport.decode(bytes);
            assertThat(report.exitCode()).isBetween(0, 255);
            if (report.exception() != null) {
                assertThat(report.exception().traceback().length()).isLessThan(bytes.length);
            }
        } catch (MalformedRecordException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }
}
