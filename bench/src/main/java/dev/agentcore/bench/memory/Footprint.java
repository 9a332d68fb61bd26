// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.memory;

/**
 * The memory of a JVM at one moment, in megabytes of a million bytes.
 *
 * @param residentMb its resident set
 * @param anonymousMb the anonymous part of that
 * @param claimedHeapMb the committed heap; {@link Double#NaN} if the collector does not report it
 * @param liveHeapMb the heap in use after a full collection
 * @param collectedResidentMb the resident set after that collection
 */
record Footprint(
        double residentMb, double anonymousMb, double claimedHeapMb, double liveHeapMb, double collectedResidentMb) {}
