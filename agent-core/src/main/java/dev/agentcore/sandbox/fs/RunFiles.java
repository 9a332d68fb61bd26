package dev.agentcore.sandbox.fs;

/**
 * The files that one run sees. Confined to its guest's thread.
 *
 * @param root what is under {@code /}
 * @param scratch the room that it has for files of its own; in the tree only if there is some
 */
public record RunFiles(Directory root, Scratch scratch) {}
