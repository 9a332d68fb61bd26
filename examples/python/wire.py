"""The messages of the wire, made by protoc: those of agent-core in `wire`, those of its errors' details in `rpc`.

In a project of your own, have protoc make the modules when you build it.
"""

import importlib
import subprocess
import sys
import tempfile
from pathlib import Path

_EXAMPLES = Path(__file__).resolve().parent.parent


def _compiled(folder, name):
    """The Python module of a .proto file."""
    with tempfile.TemporaryDirectory() as generated:
        subprocess.run(["protoc", f"-I{folder}", f"--python_out={generated}", name], check=True)
        sys.path.insert(0, generated)
        try:
            return importlib.import_module(name.removesuffix(".proto").replace("/", ".") + "_pb2")
        finally:
            sys.path.remove(generated)


wire = _compiled(_EXAMPLES.parent / "proto/src/main/protobuf", "agentcore/v1/execution_service.proto")
rpc = _compiled(_EXAMPLES / "node", "error_details.proto")
