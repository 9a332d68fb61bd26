// Runs one of CPython's test modules in the unsplit guest on Node's WASI: the reference.
//
//   node unsplit.mjs WASM ROOT PROGRAM MODULE      standard output and error are the guest's
//
// The guest gets the world that the sandbox gives it: one folder, in which nothing can be changed. Node has no
// read-only folders, so the functions that change something are refused here.
import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

const [wasm, root, program, module] = process.argv.slice(2);

const ROFS = 69;
const O_CREAT = 1, O_EXCL = 4, O_TRUNC = 8;
const RIGHT_WRITE = 1n << 6n;
const SUCCESS = 0;

const wasi = new WASI({ version: 'preview1', args: [], env: {}, preopens: { '/': root }, returnOnExit: true });
const host = { ...wasi.wasiImport };
for (const name of ['path_create_directory', 'path_link', 'path_remove_directory', 'path_rename', 'path_symlink',
  'path_unlink_file', 'path_filestat_set_times', 'fd_filestat_set_size', 'fd_filestat_set_times', 'fd_allocate']) {
  host[name] = () => ROFS;
}
host.path_open = (fd, lookup, path, size, flags, rights, inheriting, fdflags, result) => {
  if ((flags & (O_CREAT | O_TRUNC)) || (rights & RIGHT_WRITE)) {
    // Who asks for a file that is there, or not, hears that first.
    const errno = wasi.wasiImport.path_open(fd, lookup, path, size, 0, 2n, inheriting, 0, result);
    if (errno === SUCCESS) {
      const memory = new DataView(instance.exports.memory.buffer);
      wasi.wasiImport.fd_close(memory.getUint32(result, true));
      return flags & O_EXCL ? 20 : ROFS;
    }
    return flags & O_CREAT ? ROFS : errno;
  }
  return wasi.wasiImport.path_open(fd, lookup, path, size, flags, rights, inheriting, fdflags, result);
};

// Node's own takes an absolute time for a relative one, and sleeps as long as the machine has been up.
host.poll_oneoff = (subscriptions, events, count, result) => {
  const memory = new DataView(instance.exports.memory.buffer);
  if (count !== 1 || memory.getUint8(subscriptions + 8) !== 0) {
    return wasi.wasiImport.poll_oneoff(subscriptions, events, count, result);
  }
  const absolute = memory.getUint16(subscriptions + 40, true) & 1;
  const monotonic = memory.getUint32(subscriptions + 16, true) === 1;
  let nanos = memory.getBigUint64(subscriptions + 24, true);
  if (absolute) {
    nanos -= monotonic ? process.hrtime.bigint() : BigInt(Date.now()) * 1000000n;
  }
  if (nanos > 0n) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(nanos) / 1e6);
  }
  memory.setBigUint64(events, memory.getBigUint64(subscriptions, true), true);
  memory.setBigUint64(events + 8, 0n, true); // no error, a clock
  memory.setUint32(result, 1, true);
  return SUCCESS;
};

// One thread, no alarm and no pipe: what needs them is not compared with this reference.
const AGAIN = 6;
const TIMED_OUT = 73;
const noThreads = {
  thread_start: () => AGAIN,
  thread_wait: (address, nanos) => {
    if (nanos < 0n) {
      throw new Error('deadlock');
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(nanos) / 1e6);
    return TIMED_OUT;
  },
  thread_wake: () => {},
  alarm: () => {},
  pipe: () => AGAIN,
};

let instance;
const NOTSUP = 58; // of the functions for files that WASI lacks
const own = new Proxy({ report: () => {}, ...noThreads }, { get: (given, name) => given[name] ?? (() => NOTSUP), has: () => true });
const imports = { wasi_snapshot_preview1: host, agent_core: own };
instance = await WebAssembly.instantiate(await WebAssembly.compile(await readFile(wasm)), imports);
wasi.initialize(instance);
if (instance.exports.guest_initialize() !== 0) {
  throw new Error('guest_initialize failed');
}
const request = record([[1, await readFile(program)], [2, Buffer.from(module)]]);
const address = instance.exports.guest_allocate(request.length);
new Uint8Array(instance.exports.memory.buffer).set(request, address);
instance.exports.guest_evaluate(address, request.length);
instance.exports.guest_finish();
process.exit(0); // Node 20 may trip over such a module while it cleans up

// As guest/wire.py describes it.
function record(fields) {
  const parts = [Buffer.of(1)];
  for (const [tag, content] of fields) {
    const head = Buffer.alloc(5);
    head.writeUInt8(tag, 0);
    head.writeUInt32LE(content.length, 1);
    parts.push(head, content);
  }
  return Buffer.concat(parts);
}
