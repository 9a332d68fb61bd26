// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.memory;

/**
 * What a JVM takes at one moment, in megabytes of a million bytes.
 *
 * @param residentMb its resident set as found
 * @param anonymousMb what of that is no file's
 * @param claimedHeapMb what its collector had claimed for the heap; {@link Double#NaN} if it does not tell
 * @param liveHeapMb what was left in the heap after a full collection
 * @param collectedResidentMb its resident set after that collection
 */
record Footprint(
        double residentMb, double anonymousMb, double claimedHeapMb, double liveHeapMb, double collectedResidentMb) {}
