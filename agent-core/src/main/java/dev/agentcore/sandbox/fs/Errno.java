// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

/**
 * Why a WASI function failed: the subset of the specification's error codes that this host returns.
 *
 * @see <a href="https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#errno">WASI preview 1, errno</a>
 */
public enum Errno {
    SUCCESS(0),
    ACCES(2),
    AGAIN(6),
    BADF(8),
    EXIST(20),
    FAULT(21),
    FBIG(22),
    ILSEQ(25),
    INTR(27),
    INVAL(28),
    ISDIR(31),
    MFILE(33),
    NAMETOOLONG(37),
    NOENT(44),
    NOSPC(51),
    NOTDIR(54),
    NOTEMPTY(55),
    NOTSOCK(57),
    NOTSUP(58),
    OVERFLOW(61),
    PERM(63),
    PIPE(64),
    ROFS(69),
    SPIPE(70),
    TIMEDOUT(73),
    NOTCAPABLE(76);

    private final int code;

    Errno(int code) {
        this.code = code;
    }

    /** The number that the guest sees. */
    public int code() {
        return code;
    }
}
