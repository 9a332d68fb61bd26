"""A tiny orchestrator: who posts it a question, it answers by a program that agent-core runs.

A real one would have a language model write the program; this one knows a few by heart, so that it needs no model.

    POST /ask   {"question": "sum 1 2 3"}   ->   {"answer": "6\\n", "outcome": "OUTCOME_COMPLETED", "traceId": "..."}
    GET /health                             ->   200 once agent-core serves, 503 until then

Each answer is a trace: its root is a span of the orchestrator's, which agent-core's spans continue, because the call
carries a `traceparent`. Settings are variables: AGENT_CORE_TARGET, AGENT_CORE_TOKEN_FILE, LISTEN_HOST, LISTEN_PORT, and
OTEL_EXPORTER_OTLP_ENDPOINT for the spans (OTLP over HTTP, such as http://collector:4318; without it none are sent).
"""

import json
import os
import secrets
import signal
import sys
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import grpc

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "python"))
from agent_core import AgentCore, details  # noqa: E402
from wire import wire  # noqa: E402

PROGRAMS = {
    "sum": "import sys; print(sum(map(int, sys.argv[1:])))",
    "sort": "import sys; print(*sorted(sys.argv[1:]))",
    "primes": "import sys; n = int(sys.argv[1]); print(*[i for i in range(2, n) if all(i % j for j in range(2, i))])",
    # What a careless model writes now and then.
    "divide": "import sys; a, b = map(int, sys.argv[1:]); print(a / b)",
    "forever": "while True: pass",
}


class Orchestrator:
    def __init__(self, target, token, traces):
        self._client = AgentCore(target, token=token)
        self._traces = traces

    def answer(self, question):
        """The answer to a question: a word that PROGRAMS knows, and its arguments."""
        word, *arguments = question.split()
        printed = bytearray()
        trace, span, began = secrets.token_hex(16), secrets.token_hex(8), time.time_ns()
        try:
            result = self._client.run(
                PROGRAMS[word],
                printed.extend,
                timeout=10,
                headers=[("traceparent", f"00-{trace}-{span}-01")],
                args=arguments,
                labels={"app": "orchestrator"},
                limits={"wall_time": {"seconds": 2}, "memory_bytes": 64 << 20},
            )
        finally:
            self._tell(trace, span, began, time.time_ns())
        return {"answer": printed.decode(errors="replace"), "outcome": wire.Outcome.Name(result.outcome), "traceId": trace}

    def serves(self):
        try:
            self._client.run("pass", timeout=5)
            return True
        except grpc.RpcError:
            return False

    def _tell(self, trace, span, began, ended):
        """Sends one span in OTLP's JSON. A real orchestrator uses OpenTelemetry's SDK."""
        if not self._traces:
            return
        body = {
            "resourceSpans": [
                {
                    "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "orchestrator"}}]},
                    "scopeSpans": [
                        {
                            "scope": {"name": "orchestrator"},
                            "spans": [
                                {
                                    "traceId": trace,
                                    "spanId": span,
                                    "name": "answer",
                                    "kind": 3,
                                    "startTimeUnixNano": str(began),
                                    "endTimeUnixNano": str(ended),
                                }
                            ],
                        }
                    ],
                }
            ]
        }
        request = urllib.request.Request(
            f"{self._traces}/v1/traces", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        try:
            urllib.request.urlopen(request, timeout=2).close()
        except OSError as unreachable:
            print(f"a span is lost: {unreachable}", file=sys.stderr)


def handler(orchestrator):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path != "/health":
                self._say(404, {"error": "there are POST /ask and GET /health"})
            else:
                serves = orchestrator.serves()
                self._say(200 if serves else 503, {"serves": serves})

        def do_POST(self):
            if self.path != "/ask":
                self._say(404, {"error": "there are POST /ask and GET /health"})
                return
            try:
                body = self.rfile.read(min(int(self.headers["Content-Length"]), 10_000))
                question = json.loads(body)["question"]
                if not question.split() or question.split()[0] not in PROGRAMS:
                    raise ValueError(f"a question begins with one of {', '.join(PROGRAMS)}")
            except (TypeError, KeyError, AttributeError, ValueError) as wrong:
                self._say(400, {"error": f"{type(wrong).__name__}: {wrong}"})
                return
            try:
                self._say(200, orchestrator.answer(question))
            except grpc.RpcError as error:
                self._say(503, {"error": error.details(), **details(error)})

        def _say(self, status, answer):
            body = json.dumps(answer).encode() + b"\n"
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format, *values):
            print(f"{self.log_date_time_string()} {format % values}", file=sys.stderr)

    return Handler


def main():
    environment = os.environ
    token_file = environment.get("AGENT_CORE_TOKEN_FILE")
    orchestrator = Orchestrator(
        environment.get("AGENT_CORE_TARGET", "127.0.0.1:50051"),
        Path(token_file).read_text().strip() if token_file else None,
        environment.get("OTEL_EXPORTER_OTLP_ENDPOINT", "").rstrip("/"),
    )
    address = environment.get("LISTEN_HOST", "127.0.0.1"), int(environment.get("LISTEN_PORT", "8080"))
    server = ThreadingHTTPServer(address, handler(orchestrator))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"orchestrator on {address[0]}:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
