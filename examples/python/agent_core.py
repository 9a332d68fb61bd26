"""A small client of agent-core: connects, runs a program, and passes on what it prints, while it prints it.

    client = AgentCore("127.0.0.1:50051")
    result = client.run("print(input())", print, stdin=b"a line", limits={"wall_time": {"seconds": 5}})
"""

from pathlib import Path

import grpc

from wire import rpc, wire


class AgentCore:
    """A client of the server at 'HOST:PORT' or 'unix:/path', for any number of threads.

    With an authority to trust, by TLS; and if the server asks who calls, with a token, or a certificate and its key. All
    but the token are names of PEM files.
    """

    def __init__(self, target, authority=None, certificate=None, key=None, token=None):
        pem = lambda file: Path(file).read_bytes() if file else None
        if authority:
            channel = grpc.secure_channel(target, grpc.ssl_channel_credentials(pem(authority), pem(key), pem(certificate)))
        else:
            channel = grpc.insecure_channel(target)
        self._headers = [("authorization", f"Bearer {token}")] if token else []
        self._execute = channel.unary_stream(
            "/agentcore.v1.ExecutionService/ExecutePython",
            request_serializer=wire.ExecutePythonRequest.SerializeToString,
            response_deserializer=wire.ExecutePythonResponse.FromString,
        )

    def execute(self, program, timeout=None, headers=(), **fields):
        """Starts a program, which is code and fields of ExecutePythonRequest, or one of those. Returns its events as they
        come, to be iterated over; their cancel() stops it. Reading them raises grpc.RpcError where run() does. The headers,
        pairs of texts, are this call's, such as a traceparent.
        """
        if isinstance(program, str):
            program = wire.ExecutePythonRequest(code=program, **fields)
        return self._execute(program, timeout=timeout, metadata=[*self._headers, *headers])

    def run(self, program, on_output=lambda data: None, timeout=None, headers=(), **fields):
        """Runs a program and returns its ExecutionResult: one that failed, or that a limit stopped, has one too.

        on_output hears what it prints, on both streams, as bytes; what it raises stops the program. Raises grpc.RpcError if
        nothing could be run, or the time, in seconds, was over.
        """
        events = self.execute(program, timeout, headers, **fields)
        result = None
        try:
            for event in events:
                if event.HasField("output"):
                    on_output(event.output.data)
                elif event.HasField("result"):
                    # Not yet the end: who leaves before the call's status is there has cancelled it, as the server sees it.
                    result = event.result
            return result
        finally:
            events.cancel()


def details(error):
    """What a grpc.RpcError tells besides its code and message: {reason, retryAfterMillis, violations}."""
    found = {}
    trailers = dict(error.trailing_metadata() or ())
    for detail in rpc.Status.FromString(trailers.get("grpc-status-details-bin", b"")).details:
        name = detail.type_url.rpartition(".")[2]
        message = getattr(rpc, name).FromString(detail.value)
        if name == "ErrorInfo":
            found["reason"] = message.reason
        elif name == "BadRequest":
            found["violations"] = [{"field": each.field, "description": each.description} for each in message.field_violations]
        elif name == "RetryInfo":
            found["retryAfterMillis"] = message.retry_delay.seconds * 1000 + message.retry_delay.nanos // 1_000_000
    return found
