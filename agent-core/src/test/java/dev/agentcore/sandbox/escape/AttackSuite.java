// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A class of the attack suite. It runs alone, because it compares the threads and the files of the process before and after each
 * attack. {@code -Pquick} leaves it out.
 */
@Isolated
@Tag("attack")
@Timeout(60)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface AttackSuite {}
