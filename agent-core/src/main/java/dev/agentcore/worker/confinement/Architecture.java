// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import java.util.Optional;

/** The processors whose numbers of system calls are known here. */
enum Architecture {
    X86_64(0xC000003E),
    AARCH64(0xC00000B7);

    private final int audit;

    Architecture(int audit) {
        this.audit = audit;
    }

    /** {@code AUDIT_ARCH_...} of the kernel's {@code linux/audit.h}. */
    int audit() {
        return audit;
    }

    /** That of this JVM; empty if it is another one. */
    static Optional<Architecture> current() {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> Optional.of(X86_64);
            case "aarch64" -> Optional.of(AARCH64);
            default -> Optional.empty();
        };
    }
}
