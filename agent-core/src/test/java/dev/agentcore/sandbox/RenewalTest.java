// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static dev.agentcore.sandbox.PythonRunAssert.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sandboxes are copies of one snapshot; what a fresh Python would draw anew is drawn anew in each. */
class RenewalTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "random.random()",
                "random.Random().random()",
                "random.SystemRandom().random()",
                "random.sample(range(10**6), 5)",
                "uuid.uuid4()",
                "uuid.uuid1()",
                "uuid.getnode()",
                "secrets.token_hex()",
                "os.urandom(16)",
                "next(tempfile._get_candidate_names())",
                "email.utils.make_msgid(domain='x')",
                "email.generator._make_boundary()",
                "hashlib.sha256(bytes(multiprocessing.current_process().authkey)).hexdigest()",
            })
    void differsFromRunToRun(String expression) {
        String code = """
                import email.generator, email.utils, hashlib, multiprocessing, os, random, secrets, tempfile, uuid
                print(%s)
                """.formatted(expression);
        Python.Run first = Python.run(code);
        Python.Run second = Python.run(code);
        assertThat(first).succeeded();
        assertThat(second).succeeded().stdout().isNotEqualTo(first.stdout());
    }

    @Test
    void aSeedOfTheProgramsOwnDecides() {
        String code = "import random\nrandom.seed(1)\nprint(random.random())";
        assertThat(Python.run(code)).succeeded().printed("0.13436424411240122\n");
    }

    @Test
    void timesCountFromTheRunsBegin() {
        assertThat(Python.run("""
                        import logging, time
                        record = logging.makeLogRecord({})
                        print(0 <= record.relativeCreated < 60_000, abs(record.created - time.time()) < 60)
                        """)).succeeded().printed("True True\n");
    }

    @Test
    void hashesAreTheSameInEveryRun() {
        String code = "print(hash('text'), hash(b'bytes'))";
        assertThat(Python.run(code)).succeeded().printed(Python.run(code).stdout());
    }
}
