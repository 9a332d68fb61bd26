// What run.js does, in TypeScript: `npm run check` holds it to the types, which are made of the .proto file.
import { connect, details, run, type Program } from './agent-core.js';

const program: Program = {
  code: 'import sys; print(sys.stdin.read())',
  stdin: Buffer.from('a line\n'),
  limits: { wall_time: { seconds: 5 }, memory_bytes: 64 * 2 ** 20 },
};

const client = connect('127.0.0.1:50051');
try {
  const result = await run(client, program, {
    onOutput: (stream, bytes) => process[stream].write(bytes),
    deadline: Date.now() + 10_000,
  });
  switch (result.outcome) {
    case 'OUTCOME_COMPLETED': process.exitCode = result.exit_code; break;
    case 'OUTCOME_EXCEPTION': console.error(result.exception?.traceback); break;
    default: console.error(`stopped: ${result.outcome}`);
  }
} catch (error) {
  console.error(details(error).retryAfterMillis ? 'try again later' : error);
} finally {
  client.close();
}

// @ts-expect-error What the wire does not have is a mistake that the compiler finds.
export const mistaken: Program = { code: 'pass', wallTime: 5 };
