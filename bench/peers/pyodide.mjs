// Pyodide on Node: a fresh instance for each program.
import { pathToFileURL } from "node:url";
import { serve } from "./requests.mjs";

const { loadPyodide } = await import(pathToFileURL(process.argv[2]));

await serve(async (code, print) => {
  const pyodide = await loadPyodide({ stdout: print });
  pyodide.runPython(code);
});
