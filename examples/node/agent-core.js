// A small client of agent-core: connects, runs a program, and passes on its output as it is printed.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import protobuf from 'protobufjs';

const protos = fileURLToPath(new URL('../../proto/src/main/protobuf/', import.meta.url));
const wire = protoLoader.loadSync('agentcore/v1/execution_service.proto', {
  includeDirs: [protos], keepCase: true, longs: Number, enums: String, oneofs: true,
});
const loaded = /** @type {import('./target/types/execution_service').ProtoGrpcType} */ (
  /** @type {unknown} */ (grpc.loadPackageDefinition(wire)));
const rpc = new protobuf.Root().loadSync(fileURLToPath(new URL('error_details.proto', import.meta.url)), { keepCase: true });

// The types are for TypeScript: `npm run types` generates them from the .proto file, and `npm run check` checks against them.
/** @typedef {import('./target/types/agentcore/v1/ExecutePythonRequest').ExecutePythonRequest} Program */
/** @typedef {import('./target/types/agentcore/v1/ExecutionResult').ExecutionResult__Output} Result */
/** @typedef {{authority?: string, certificate?: string, key?: string, token?: string}} Connection */
/** @typedef {{reason?: string, retryAfterMillis?: number, violations?: {field: string, description: string}[]}} Details */

/**
 * connect('127.0.0.1:50051'), or connect('unix:/run/agent-core.sock'). With an authority to trust, the connection uses TLS. A
 * server that authenticates its callers needs a token, or a certificate and its key. All but the token name PEM files.
 * @param {string} target
 * @param {Connection} [connection]
 */
export function connect(target, { authority, certificate, key, token } = {}) {
  const pem = (/** @type {string | undefined} */ file) => (file ? readFileSync(file) : null);
  const credentials = authority
    ? grpc.credentials.createSsl(pem(authority), pem(key), pem(certificate))
    : grpc.credentials.createInsecure();
  const headers = new grpc.Metadata();
  if (token) headers.set('authorization', `Bearer ${token}`);
  const service = new loaded.agentcore.v1.ExecutionService(target, credentials);
  return { service, headers, close: () => service.close() };
}

/**
 * Runs a program, {code, args, env, stdin, files, limits, ...}. onOutput gets each piece of output as (stream, bytes, call);
 * call.cancel() stops the program. Resolves to its result, {outcome, exit_code, exception, usage, ...}. A program that failed,
 * or that a limit stopped, has a result too. Rejects if nothing could be run, the deadline passed, or the call was cancelled.
 * @param {ReturnType<typeof connect>} client
 * @param {Program} program
 * @param {{onOutput?: (stream: 'stdout' | 'stderr', bytes: Buffer, call: {cancel(): void}) => void, deadline?: number}} [how]
 * @returns {Promise<Result>}
 */
export function run(client, program, { onOutput = () => {}, deadline } = {}) {
  return new Promise((resolve, reject) => {
    const call = client.service.ExecutePython(program, client.headers, deadline ? { deadline } : {});
    /** @type {Result | undefined} */
    let result;
    call.on('data', (/** @type {import('./target/types/agentcore/v1/ExecutePythonResponse').ExecutePythonResponse__Output} */ event) => {
      if (event.output) onOutput(event.output.stream === 'OUTPUT_STREAM_STDERR' ? 'stderr' : 'stdout', event.output.data ?? Buffer.of(), call);
      if (event.result) result = event.result;
    });
    call.on('error', reject);
    call.on('end', () => result && resolve(result));
  });
}

/** @type {(type: string, bytes: Buffer) => any} */
const decode = (type, bytes) => rpc.lookupType(type).decode(bytes);
/** @type {(violation: {field: string, description: string}) => {field: string, description: string}} */
const violation = ({ field, description }) => ({ field, description });

/**
 * What an error of run() says besides its code and message: {reason, retryAfterMillis, violations: [{field, description}]}.
 * @param {any} error
 * @returns {Details}
 */
export function details(error) {
  /** @type {Details} */
  const found = {};
  const [bytes] = error.metadata?.get('grpc-status-details-bin') ?? [];
  if (!bytes) return found;
  for (const { type_url: type, value } of decode('google.rpc.Status', bytes).details) {
    const name = type.split('/').pop();
    const detail = decode(name, value);
    if (name === 'google.rpc.ErrorInfo') found.reason = detail.reason;
    if (name === 'google.rpc.BadRequest') found.violations = detail.field_violations.map(violation);
    if (name === 'google.rpc.RetryInfo') found.retryAfterMillis = Number(detail.retry_delay.seconds) * 1000 + detail.retry_delay.nanos / 1e6;
  }
  return found;
}

/**
 * The name of an error's code, such as UNAVAILABLE.
 * @param {any} error
 */
export const codeOf = (error) => grpc.status[error.code];
