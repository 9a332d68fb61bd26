// A small client of agent-core: connects, runs a program, and passes on what it prints, while it prints it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import protobuf from 'protobufjs';

const protos = fileURLToPath(new URL('../../proto/src/main/protobuf/', import.meta.url));
const wire = protoLoader.loadSync('agentcore/v1/execution_service.proto', {
  includeDirs: [protos], keepCase: true, longs: Number, enums: String, oneofs: true,
});
const { ExecutionService } = grpc.loadPackageDefinition(wire).agentcore.v1;
const rpc = new protobuf.Root().loadSync(fileURLToPath(new URL('error_details.proto', import.meta.url)), { keepCase: true });

// connect('127.0.0.1:50051'), or connect('unix:/run/agent-core.sock'). With an authority to trust, by TLS; and if the
// server asks who calls, with a token, or a certificate and its key. All but the token are names of PEM files.
export function connect(target, { authority, certificate, key, token } = {}) {
  const pem = (file) => (file ? readFileSync(file) : null);
  const credentials = authority
    ? grpc.credentials.createSsl(pem(authority), pem(key), pem(certificate))
    : grpc.credentials.createInsecure();
  const client = new ExecutionService(target, credentials);
  client.headers = new grpc.Metadata();
  if (token) client.headers.set('authorization', `Bearer ${token}`);
  return client;
}

// Runs a program, {code, args, env, stdin, files, limits, ...}. onOutput hears what it prints, as (stream, bytes, call);
// call.cancel() stops it. Resolves to how the program ended, {outcome, exit_code, exception, usage, ...}: one that failed,
// or that a limit stopped, is a result too. Rejects if nothing could be run, or the caller gave up.
export function run(client, program, { onOutput = () => {}, deadline } = {}) {
  return new Promise((resolve, reject) => {
    const call = client.ExecutePython(program, client.headers, deadline ? { deadline } : {});
    let result;
    call.on('data', (event) => {
      if (event.output) onOutput(event.output.stream === 'OUTPUT_STREAM_STDERR' ? 'stderr' : 'stdout', event.output.data, call);
      if (event.result) result = event.result;
    });
    call.on('error', reject);
    call.on('end', () => result && resolve(result));
  });
}

// What an error of run() tells besides its code and message: {reason, retryAfterMillis, violations: [{field, description}]}.
export function details(error) {
  const found = {};
  const [bytes] = error.metadata?.get('grpc-status-details-bin') ?? [];
  if (!bytes) return found;
  for (const { type_url: type, value } of rpc.lookupType('google.rpc.Status').decode(bytes).details) {
    const name = type.split('/').pop();
    const detail = rpc.lookupType(name).decode(value);
    if (name === 'google.rpc.ErrorInfo') found.reason = detail.reason;
    if (name === 'google.rpc.BadRequest') found.violations = detail.field_violations.map(({ field, description }) => ({ field, description }));
    if (name === 'google.rpc.RetryInfo') found.retryAfterMillis = Number(detail.retry_delay.seconds) * 1000 + detail.retry_delay.nanos / 1e6;
  }
  return found;
}

// The name of an error's code, such as UNAVAILABLE.
export const codeOf = (error) => grpc.status[error.code];
