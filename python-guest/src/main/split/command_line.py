"""The command line of the programs that divide what of CPython does not fit into a JVM method."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from c_source import UnrecognisedSource


def run(program: str, description: str, generate: Callable[[Path, Path], None], arguments: list[str]) -> int:
    """Has `generate` read CPython's source folder and write the output folder. Returns the exit status."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--source", type=Path, required=True, metavar="CPYTHON_DIR", help="CPython's source folder")
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="folder to write to")
    options = parser.parse_args(arguments)
    try:
        generate(options.source, options.output)
    except UnrecognisedSource as refusal:
        print(f"{program}: {refusal}", file=sys.stderr)
        return 1
    return 0
