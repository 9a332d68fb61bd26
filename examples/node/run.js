// Runs a program and prints what it prints: node run.js TARGET [OPTIONS] < program.py
// OPTIONS is JSON: {"program": {...}, "connection": {...}, "deadlineMillis": 1000, "cancelAt": "text"}. `program` has fields of
// ExecutePythonRequest. The last line on standard error is JSON: how the program ended, or why it did not run.
import { readFileSync } from 'node:fs';
import { codeOf, connect, details, run } from './agent-core.js';

const [target, options = '{}'] = process.argv.slice(2);
const { program, connection, deadlineMillis, cancelAt } = JSON.parse(options);

const client = connect(target, connection);
try {
  const result = await run(client, { code: readFileSync(0, 'utf8'), ...program }, {
    deadline: deadlineMillis && Date.now() + deadlineMillis,
    onOutput(stream, bytes, call) {
      process.stdout.write(bytes);
      if (cancelAt && bytes.includes(cancelAt)) call.cancel();
    },
  });
  console.error(JSON.stringify({ outcome: result.outcome, exitCode: result.exit_code, exception: result.exception?.type }));
} catch (error) {
  console.error(JSON.stringify({ code: codeOf(error), message: error.details, ...details(error) }));
  process.exitCode = 1;
} finally {
  client.close();
}
