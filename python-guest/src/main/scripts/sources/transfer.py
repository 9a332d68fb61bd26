"""Runs a program that writes a file, and stops it when no more bytes come."""

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

# A transfer that goes on for so many seconds without coming to its end is stopped too.
_LONGEST = 1800
_POLL = 0.02


class PlaceError(Exception):
    """Why a place did not give a file: its answer."""


class NoAnswer(PlaceError):
    """A place was silent for as long as it may be, before its first byte or after it."""


def transfer(command: list[str], path: Path, timeout: float, limit: int) -> str:
    """Runs a command that writes into `path`, and returns what it said on standard error.

    Raises NoAnswer if the file does not grow for `timeout` seconds, and PlaceError if the command fails or the file has more
    than `limit` bytes. Both stop the command and all that it started.
    """
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
        )
        try:
            _wait(process, path, timeout, limit)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        said.seek(0)
        words = said.read().strip()
    if process.returncode != 0:
        raise PlaceError(words or f"{command[0]} failed with exit status {process.returncode}")
    return words


def _wait(process, path, timeout, limit):
    size = 0
    started = changed = time.monotonic()
    while process.poll() is None:
        time.sleep(_POLL)
        now = time.monotonic()
        found = path.stat().st_size if path.exists() else 0
        if found > limit:
            raise PlaceError(f"more than the {limit} bytes that it should have")
        if found != size:
            size, changed = found, now
        elif now - changed > timeout:
            raise NoAnswer(f"no answer for {timeout:g} s" + (f", after {size} bytes" if size else ""))
        if now - started > _LONGEST:
            raise PlaceError(f"not complete after {_LONGEST} s")
