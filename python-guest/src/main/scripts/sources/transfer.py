"""Runs a program that writes a file, and stops it when no more bytes come."""

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

# A transfer that goes on but has not ended after so many seconds is stopped too.
_LONGEST = 1800
_POLL = 0.02


class PlaceError(Exception):
    """Why a place did not give a file: its answer."""


class NoAnswer(PlaceError):
    """A place was silent for as long as it may be, before its first byte or after it."""


def transfer(command: list[str], path: Path, timeout: float, limit: int):
    """Runs a command that writes into `path`, a file or a folder.

    Raises NoAnswer if it does not grow for `timeout` seconds, and PlaceError, with what the command wrote on
    standard error, if it fails, or if there are more than `limit` bytes. Both stop the command and all that it started.
    """
    with tempfile.TemporaryFile("w+", errors="replace") as errors:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True
        )
        try:
            _wait(process, path, timeout, limit)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        errors.seek(0)
        message = errors.read().strip()
    if process.returncode != 0:
        raise PlaceError(message or f"{command[0]} failed with exit status {process.returncode}")


def _wait(process, path, timeout, limit):
    size = 0
    started = changed = time.monotonic()
    while process.poll() is None:
        time.sleep(_POLL)
        now = time.monotonic()
        found = _size(path)
        if found > limit:
            raise PlaceError(f"more than the {limit} bytes that it should have")
        if found != size:
            size, changed = found, now
        elif now - changed > timeout:
            raise NoAnswer(f"no answer for {timeout:g} s" + (f", after {size} bytes" if size else ""))
        if now - started > _LONGEST:
            raise PlaceError(f"not complete after {_LONGEST} s")


def _size(path):
    if not path.is_dir():
        return path.stat().st_size if path.exists() else 0
    total = 0
    for file in path.rglob("*"):
        try:
            total += file.stat().st_size if file.is_file() else 0
        except FileNotFoundError:  # moved since it was listed
            pass
    return total
