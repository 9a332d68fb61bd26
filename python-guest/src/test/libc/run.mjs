// Runs a WASI command of a file in an empty folder: node run.mjs WASM FOLDER
import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

const [wasm, folder] = process.argv.slice(2);
const wasi = new WASI({
  version: 'preview1', args: ['libc_test', 'one', '', 'three'], env: { VARIABLE: 'value' }, preopens: { '/': folder },
  returnOnExit: true,
});
const { instance } = await WebAssembly.instantiate(await readFile(wasm), wasi.getImportObject());
process.exitCode = wasi.start(instance);
