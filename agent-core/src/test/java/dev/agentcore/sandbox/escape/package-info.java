/**
 * The attack suite: hostile programs against a real server, through a real socket, one class for each family of attacks.
 *
 * <p>To add an attack, add its program to the class of its family. What every attack must leave as it was is checked
 * after each of them, by {@link dev.agentcore.sandbox.escape.AttackedServer}.
 */
@NullMarked
package dev.agentcore.sandbox.escape;

import org.jspecify.annotations.NullMarked;
