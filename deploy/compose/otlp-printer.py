"""Stands in for an OpenTelemetry collector where there is none: prints the spans that come by OTLP over HTTP, in JSON or protobuf.

    /usr/bin/python3 otlp-printer.py [PORT]

One line of JSON for each span: {"service", "name", "traceId", "spanId", "parentSpanId", "attributes"}. It keeps nothing,
passes nothing on, and answers everything else that a collector takes with 404.
"""

import gzip
import json
import struct
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# The numbers of the fields that are read, from opentelemetry/proto/collector/trace/v1/trace_service.proto and its imports.
RESOURCE_SPANS, RESOURCE, SCOPE_SPANS, SPANS = 1, 1, 2, 2
TRACE_ID, SPAN_ID, PARENT_SPAN_ID, NAME, ATTRIBUTES = 1, 2, 4, 5, 9
RESOURCE_ATTRIBUTES, KEY, VALUE = 1, 1, 2
VALUE_FORMS = {1: lambda b: b.decode(), 2: bool, 3: int, 4: lambda b: struct.unpack("<d", b)[0]}


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not data[at - 1] & 0x80:
            return value, at


def fields(message):
    """The fields of a message in protobuf's encoding: (number, value), in their order."""
    at = 0
    while at < len(message):
        tag, at = varint(message, at)
        number, form = tag >> 3, tag & 7
        if form == 0:
            value, at = varint(message, at)
        else:
            length = {1: 8, 5: 4}.get(form)
            if length is None:
                length, at = varint(message, at)
            value, at = message[at : at + length], at + length
        yield number, value


def every(message, number):
    return [value for found, value in fields(message) if found == number]


def attributes(pairs):
    told = {}
    for pair in pairs:
        (key,) = every(pair, KEY)
        for form, value in fields(every(pair, VALUE)[0]):
            told[key.decode()] = VALUE_FORMS[form](value) if form in VALUE_FORMS else None
    return told


def spans_of_protobuf(body):
    for group in every(body, RESOURCE_SPANS):
        resource = attributes(every(b"".join(every(group, RESOURCE)), RESOURCE_ATTRIBUTES))
        for scope in every(group, SCOPE_SPANS):
            for span in every(scope, SPANS):
                first = dict(reversed(list(fields(span))))
                yield {
                    "service": resource.get("service.name"),
                    "name": first[NAME].decode(),
                    "traceId": first[TRACE_ID].hex(),
                    "spanId": first[SPAN_ID].hex(),
                    "parentSpanId": first.get(PARENT_SPAN_ID, b"").hex(),
                    "attributes": attributes(every(span, ATTRIBUTES)),
                }


def spans_of_json(body):
    def told(pairs):
        return {pair["key"]: next(iter(pair["value"].values()), None) for pair in pairs}

    for group in json.loads(body)["resourceSpans"]:
        resource = told(group["resource"].get("attributes", []))
        for scope in group["scopeSpans"]:
            for span in scope["spans"]:
                yield {
                    "service": resource.get("service.name"),
                    "name": span["name"],
                    "traceId": span["traceId"],
                    "spanId": span["spanId"],
                    "parentSpanId": span.get("parentSpanId", ""),
                    "attributes": told(span.get("attributes", [])),
                }


class Printer(BaseHTTPRequestHandler):
    def do_POST(self):
        if self.path != "/v1/traces":
            self.send_error(404)
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        as_json = self.headers["Content-Type"].startswith("application/json")
        for span in spans_of_json(body) if as_json else spans_of_protobuf(body):
            print(json.dumps(span), flush=True)
        # An empty message: all spans were accepted.
        answer = b"{}" if as_json else b""
        self.send_response(200)
        self.send_header("Content-Type", self.headers["Content-Type"])
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format, *values):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 4318), Printer)
    print(json.dumps({"listening": server.server_port}), flush=True)
    server.serve_forever()
