// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StackHeadroomTest {
    private static final long STACK = 8 << 20;

    private static final int DEEPER_THAN_ANY = 10_000_000;

    /** Of the least that one of its frames takes, so many. */
    private static final int STEPS = 16;

    /** However deep it is asked for, where it is granted it is there. */
    @ParameterizedTest
    @EnumSource
    void whatIsGrantedIsThere(StackHeadroom headroom) throws InterruptedException {
        var granted = new AtomicInteger();
        var missing = new AtomicBoolean();
        Thread guest = new Thread(null, () -> recurse(DEEPER_THAN_ANY, headroom, granted, missing), "guest", STACK);
        guest.setUncaughtExceptionHandler((thread, atItsEnd) -> {});
        guest.start();
        guest.join();
        assertThat(granted.get()).isGreaterThan(100);
        assertThat(missing).isFalse();
    }

    private static void recurse(int levels, StackHeadroom headroom, AtomicInteger granted, AtomicBoolean missing) {
        boolean there = false;
        try {
            headroom.require();
            there = true;
            granted.incrementAndGet();
            use(STEPS);
        } catch (StackOverflowError atItsEnd) {
            if (there) {
                missing.set(true);
            }
            throw atItsEnd;
        }
        if (levels > 0) {
            recurse(levels - 1, headroom, granted, missing);
        }
    }

    private static int use(int levels) {
        return levels == 0 ? 0 : use(levels - 1) + 1;
    }
}
