@NullMarked
package dev.agentcore.image;

import org.jspecify.annotations.NullMarked;
