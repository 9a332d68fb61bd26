/**
 * What {@code bench/run} runs: benchmarks, each of which gives findings, and what turns findings into tables, charts and a
 * report.
 */
@NullMarked
package dev.agentcore.bench;

import org.jspecify.annotations.NullMarked;
