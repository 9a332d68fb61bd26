"""Runs a program and prints what it prints: python3 run.py TARGET [OPTIONS] < program.py

OPTIONS is JSON: {"program": {...}, "connection": {...}, "deadlineMillis": 1000, "cancelAt": "text"}. `program` has fields of
ExecutePythonRequest. The last line on standard error is JSON: how the program ended, or why it did not run.
"""

import json
import sys

import grpc
from google.protobuf.json_format import ParseDict

from agent_core import AgentCore, details
from wire import wire


def main(target, options="{}"):
    options = json.loads(options)
    program = ParseDict({"code": sys.stdin.read(), **options.get("program", {})}, wire.ExecutePythonRequest())
    cancel_at = options.get("cancelAt", "").encode()
    deadline = options.get("deadlineMillis")

    client = AgentCore(target, **options.get("connection", {}))
    events = client.execute(program, timeout=deadline and deadline / 1000)
    try:
        for event in events:
            if event.HasField("output"):
                sys.stdout.buffer.write(event.output.data)
                sys.stdout.flush()
                if cancel_at and cancel_at in event.output.data:
                    events.cancel()
            elif event.HasField("result"):
                result = event.result
    except grpc.RpcError as error:
        print_line({"code": error.code().name, "message": error.details(), **details(error)})
        return 1
    end = {"outcome": wire.Outcome.Name(result.outcome)}
    if result.HasField("exit_code"):
        end["exitCode"] = result.exit_code
    if result.HasField("exception"):
        end["exception"] = result.exception.type
    print_line(end)
    return 0


def print_line(line):
    print(json.dumps(line, separators=(",", ":")), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
