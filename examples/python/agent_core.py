"""A small client of agent-core: connects, runs a program, and passes on its output as it is printed.

    client = AgentCore("127.0.0.1:50051")
    result = client.run("print(input())", print, stdin=b"a line", limits={"wall_time": {"seconds": 5}})
"""

from pathlib import Path

import grpc
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from grpc_status import rpc_status

from wire import wire


class AgentCore:
    """A client of the server at 'HOST:PORT' or 'unix:/path'. Thread-safe.

    With an authority to trust, the connection uses TLS. A server that authenticates its callers needs a token, or a
    certificate and its key. All but the token name PEM files.
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
        """Starts a program and returns its events, an iterator that yields each as it comes.

        The program is code and fields of ExecutePythonRequest, or an ExecutePythonRequest. cancel() of the events stops it.
        Iterating raises grpc.RpcError where run() does. `headers` are pairs of strings for this call, such as a traceparent.
        """
        if isinstance(program, str):
            program = wire.ExecutePythonRequest(code=program, **fields)
        return self._execute(program, timeout=timeout, metadata=[*self._headers, *headers])

    def run(self, program, on_output=lambda data: None, timeout=None, headers=(), **fields):
        """Runs a program and returns its ExecutionResult. A program that failed, or that a limit stopped, has one too.

        on_output gets each piece of output, of both streams, as bytes; an exception that it raises stops the program. Raises
        grpc.RpcError if nothing could be run, or if the timeout, in seconds, has passed.
        """
        events = self.execute(program, timeout, headers, **fields)
        result = None
        try:
            for event in events:
                if event.HasField("output"):
                    on_output(event.output.data)
                elif event.HasField("result"):
                    # The call ends after this with its status. Leaving the loop here would cancel it.
                    result = event.result
            return result
        finally:
            events.cancel()


def details(error):
    """What a grpc.RpcError says besides its code and message: {reason, retryAfterMillis, violations}."""
    status = rpc_status.from_call(error)
    found = {}
    for detail in status.details if status else ():
        if info := _unpacked(detail, ErrorInfo):
            found["reason"] = info.reason
        elif request := _unpacked(detail, BadRequest):
            found["violations"] = [{"field": each.field, "description": each.description} for each in request.field_violations]
        elif retry := _unpacked(detail, RetryInfo):
            found["retryAfterMillis"] = retry.retry_delay.ToMilliseconds()
    return found


def _unpacked(detail, kind):
    message = kind()
    return message if detail.Unpack(message) else None
