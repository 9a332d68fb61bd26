"""The messages of the wire, generated from the .proto file when this module is imported.

In a project of your own, generate the module when you build it.
"""

import importlib
import sys
import tempfile
from pathlib import Path

import grpc_tools
from grpc_tools import protoc

_PROTOS = Path(__file__).resolve().parents[2] / "proto/src/main/protobuf"
_GOOGLES = Path(grpc_tools.__file__).with_name("_proto")


def _generated(name):
    """The Python module of a .proto file."""
    with tempfile.TemporaryDirectory() as folder:
        if protoc.main(["protoc", f"-I{_PROTOS}", f"-I{_GOOGLES}", f"--python_out={folder}", name]) != 0:
            raise ImportError(f"protoc does not understand {name}")
        sys.path.insert(0, folder)
        try:
            return importlib.import_module(name.removesuffix(".proto").replace("/", ".") + "_pb2")
        finally:
            sys.path.remove(folder)


wire = _generated("agentcore/v1/execution_service.proto")
