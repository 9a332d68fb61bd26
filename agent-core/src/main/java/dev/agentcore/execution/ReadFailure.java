// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Describes why a file could not be read, for the operator who configured it. Stateless. */
public final class ReadFailure {
    private ReadFailure() {}

    /** The rest of a sentence that begins with the file. Contains no class names: operators need not know Java. */
    public static String describe(Exception failure) {
        return switch (failure) {
            case NoSuchFileException absent -> "there is no such file";
            case AccessDeniedException denied -> "access denied";
            case CharacterCodingException binary -> "it is not in UTF-8";
            default -> "cannot be read: " + failure.getMessage();
        };
    }
}
