// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class StandardInputTest {
    @Test
    void isReadToItsEnd() throws InterruptedException {
        byte[] bytes = new byte[300_000];
        bytes[299_999] = 7;

        assertThat(StandardInput.begin(new ByteArrayInputStream(bytes)).whole()).isEqualTo(bytes);
    }

    @Test
    void anInputThatHasBegunIsReadToItsEndHoweverSlow() throws InterruptedException {
        CountDownLatch halted = new CountDownLatch(1);
        StandardInput input = StandardInput.begin(new Halting("ab", 1, halted));
        Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            halted.countDown();
        });

        assertThat(input.wholeUnlessSilent(Duration.ofSeconds(10), () -> {
                    throw new AssertionError("not silent");
                }))
                .isEqualTo("ab".getBytes(UTF_8));
    }

    @Test
    void aSilentInputCountsAsEmptyWithANotice() throws InterruptedException {
        var notices = new AtomicInteger();
        StandardInput input = StandardInput.begin(new Halting("ab", 0, new CountDownLatch(1)));

        assertThat(input.wholeUnlessSilent(Duration.ofMillis(20), notices::incrementAndGet))
                .isEmpty();
        assertThat(notices).hasValue(1);
    }

    @Test
    void aSilentInputIsWaitedForIfItIsWanted() throws InterruptedException {
        CountDownLatch halted = new CountDownLatch(1);
        StandardInput input = StandardInput.begin(new Halting("ab", 0, halted));
        halted.countDown();

        assertThat(input.whole()).isEqualTo("ab".getBytes(UTF_8));
    }

    @Test
    void tooMuchIsRejected() {
        assertThatThrownBy(() -> StandardInput.begin(new ByteArrayInputStream(new byte[(16 << 20) + 1]))
                        .whole())
                .isInstanceOf(CommandFailedException.class)
                .hasMessage("cannot read standard input: more than 16 MiB, the maximum");
    }

    @Test
    void anUnreadableInputIsAnErrorAndNotEmpty() {
        InputStream folder = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Is a directory");
            }

            @Override
            public int read(byte[] target, int at, int length) throws IOException {
                return read();
            }
        };

        assertThatThrownBy(() -> StandardInput.begin(folder).wholeUnlessSilent(Duration.ofSeconds(10), () -> {}))
                .hasMessage("cannot read standard input: Is a directory");
    }

    /** A text that arrives byte by byte, and waits for a latch before one of them. */
    private static final class Halting extends InputStream {
        private final byte[] text;
        private final int haltBefore;
        private final CountDownLatch sign;
        private int next;

        Halting(String text, int haltBefore, CountDownLatch sign) {
            this.text = text.getBytes(UTF_8);
            this.haltBefore = haltBefore;
            this.sign = sign;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            int value = read();
            if (value < 0) {
                return -1;
            }
            target[from] = (byte) value;
            return 1;
        }

        @Override
        public int read() {
            if (next == haltBefore) {
                try {
                    sign.await();
                } catch (InterruptedException impossible) {
                    throw new AssertionError(impossible);
                }
            }
            return next == text.length ? -1 : text[next++];
        }
    }
}
