// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "1024,1024",
        "7B,7",
        "1kB,1000",
        "0,0",
        "16 MiB,16777216",
        "1KB,1000",
        "64MB,64000000",
        "2GB,2000000000",
        "1KiB,1024",
        "64MiB,67108864",
        "3GiB,3221225472"
    })
    void parses(String text, long expected) {
        assertThat(ByteSize.parse(text).bytes()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MiB", "64  MiB", "-1", "1.5GiB", "64mib", "64M", "1TiB"})
    void rejectsWhatIsNotASize(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .hasMessage("'" + text + "' is not a size; write 64MiB, 64MB, 1GiB or 1024");
    }

    @ParameterizedTest
    @CsvSource("999999999999GiB,too large")
    void rejectsWhatIsOutOfRange(String text, String why) {
        assertThatThrownBy(() -> ByteSize.parse(text)).hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"67108864,64 MiB", "1073741824,1 GiB", "1536,1536 bytes", "2048,2 KiB", "7,7 bytes", "0,0 bytes"})
    void isFormattedInTheLargestUnitThatFits(long bytes, String expected) {
        assertThat(new ByteSize(bytes)).hasToString(expected);
    }
}
