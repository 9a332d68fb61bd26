"""A small client of agent-core: connects, runs a program, and passes on what it prints, while it prints it.

What it needs, examples/python/install installs.
"""

import importlib
import subprocess
import sys
import tempfile
from pathlib import Path

import grpc

_EXAMPLES = Path(__file__).resolve().parent.parent
_PROTOS = _EXAMPLES.parent / "proto/src/main/protobuf"


def _compiled(folder, name):
    """The Python module of a .proto file, made by protoc."""
    with tempfile.TemporaryDirectory() as generated:
        subprocess.run(["protoc", f"-I{folder}", f"--python_out={generated}", name], check=True)
        sys.path.insert(0, generated)
        try:
            return importlib.import_module(name.removesuffix(".proto").replace("/", ".") + "_pb2")
        finally:
            sys.path.remove(generated)


wire = _compiled(_PROTOS, "agentcore/v1/execution_service.proto")
rpc = _compiled(_EXAMPLES / "node", "error_details.proto")


def connect(target, authority=None, certificate=None, key=None, token=None):
    """A function that runs programs on the server at 'HOST:PORT' or 'unix:/path'.

    With an authority to trust, by TLS; and if the server asks who calls, with a token, or a certificate and its key.
    All but the token are names of PEM files.
    """
    pem = lambda file: Path(file).read_bytes() if file else None
    if authority:
        channel = grpc.secure_channel(target, grpc.ssl_channel_credentials(pem(authority), pem(key), pem(certificate)))
    else:
        channel = grpc.insecure_channel(target)
    execute = channel.unary_stream(
        "/agentcore.v1.ExecutionService/ExecutePython",
        request_serializer=wire.ExecutePythonRequest.SerializeToString,
        response_deserializer=wire.ExecutePythonResponse.FromString,
    )
    headers = [("authorization", f"Bearer {token}")] if token else []

    def run(program, on_output=lambda stream, data, call: None, timeout=None):
        """Runs a program, an ExecutePythonRequest, and returns its ExecutionResult.

        on_output hears what it prints; call.cancel() stops it. A program that failed, or that a limit stopped, has a
        result too. Raises grpc.RpcError if nothing could be run, or the caller gave up.
        """
        call = execute(program, timeout=timeout, metadata=headers)
        for event in call:
            if event.HasField("output"):
                stream = "stderr" if event.output.stream == wire.OUTPUT_STREAM_STDERR else "stdout"
                on_output(stream, event.output.data, call)
            elif event.HasField("result"):
                return event.result

    return run


def details(error):
    """What an error of run() tells besides its code and message: {reason, retryAfterMillis, violations}."""
    found = {}
    trailers = dict(error.trailing_metadata() or ())
    status = rpc.Status.FromString(trailers.get("grpc-status-details-bin", b""))
    for detail in status.details:
        name = detail.type_url.rpartition(".")[2]
        message = getattr(rpc, name).FromString(detail.value)
        if name == "ErrorInfo":
            found["reason"] = message.reason
        elif name == "BadRequest":
            found["violations"] = [{"field": each.field, "description": each.description} for each in message.field_violations]
        elif name == "RetryInfo":
            found["retryAfterMillis"] = message.retry_delay.seconds * 1000 + message.retry_delay.nanos // 1_000_000
    return found
