/** The settings: their table, the sources that they are read from, and immutable, validated values. */
@NullMarked
package dev.agentcore.config;

import org.jspecify.annotations.NullMarked;
