// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read, in words for whoever named it. */
public final class ReadFailure {
    private ReadFailure() {}

    /** Never a class's name: who reads this has named a file and knows no Java. */
    public static String describe(Exception failure) {
        return switch (failure) {
            case NoSuchFileException absent -> "there is no such file";
            case AccessDeniedException denied -> "access denied";
            case CharacterCodingException binary -> "it is not in UTF-8";
            default -> "cannot be read: " + failure.getMessage();
        };
    }
}
