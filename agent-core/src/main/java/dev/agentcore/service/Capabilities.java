// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service;

import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.PythonImage;
import dev.agentcore.execution.ResultFormat;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a server offers; the same for all callers and for as long as it runs.
 *
 * @param serverVersion such as {@code 0.2.0}
 * @param images the guest images that a request may name; the first is the default
 * @param limits defaults and bounds of limits
 * @param slots how many programs run at the same time
 * @param queueCapacity how many requests may wait for a slot
 * @param resultFormats the forms in which a program's value can be given
 * @param mountPaths where programs find the operator's directories
 * @param retentionTime how long an ended run with a request id is retained; zero if none is
 */
public record Capabilities(
        String serverVersion,
        List<PythonImage> images,
        LimitsPolicy limits,
        int slots,
        int queueCapacity,
        Set<ResultFormat> resultFormats,
        List<String> mountPaths,
        Duration retentionTime) {
    /** Copies the collections. */
    public Capabilities {
        images = List.copyOf(images);
        resultFormats = Set.copyOf(resultFormats);
        mountPaths = List.copyOf(mountPaths);
    }
}
