import { readFileSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";

/** Runs the file that each line of standard input names: `run` gets its text, and a function that prints a line. */
export async function serve(run) {
  const print = (line) => writeSync(1, line + "\n");
  for await (const file of createInterface({ input: process.stdin })) {
    try {
      await run(readFileSync(file, "utf8"), print);
      print("done");
    } catch (error) {
      print("failed: " + String(error.message ?? error).trim().split("\n").at(-1));
    }
    // What the last interpreter leaves must not slow down the next.
    globalThis.gc();
  }
}
