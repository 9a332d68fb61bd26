// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.util.EnumMap;
import java.util.Map;

/** Joins characters that are split between the chunks of a stream. Not thread-safe. */
final class TextContinuity {
    private final Map<StandardStream, Output> latest = new EnumMap<>(StandardStream.class);

    ExecutionEvent continued(ExecutionEvent event) {
        if (event instanceof Output output) {
            Output previous = latest.get(output.stream());
            Output continued = previous == null ? output : output.after(previous);
            latest.put(output.stream(), continued);
            return continued;
        }
        return event;
    }
}
