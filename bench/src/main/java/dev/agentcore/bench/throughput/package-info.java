/** How many small programs a server runs, for many clients, and what it spends its processor time on. */
@NullMarked
package dev.agentcore.bench.throughput;

import org.jspecify.annotations.NullMarked;
