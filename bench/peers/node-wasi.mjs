// A stock WASI build of CPython on Node: compiled once, a fresh instance for each program.
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";
import { serve } from "./requests.mjs";

const module = await WebAssembly.compile(readFileSync(process.argv[2]));

await serve(async (code) => {
  const wasi = new WASI({ version: "preview1", args: ["python", "-c", code], returnOnExit: true });
  const exitCode = wasi.start(await WebAssembly.instantiate(module, wasi.getImportObject()));
  if (exitCode !== 0) {
    throw new Error("exit code " + exitCode);
  }
});
