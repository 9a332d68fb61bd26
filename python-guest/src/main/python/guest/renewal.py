"""Renews the state that must differ between clones of one snapshot.

A snapshot contains everything that was generated or read while it was made: random numbers, the start time. Each module
with such state is listed here, and tests run two clones to check that they differ. Modules that generate values only
when they are used (`secrets`, `uuid.uuid4`, `os.urandom`, `tempfile`'s names) need no renewal.
"""

import io
import logging
import random
import sys
import time
import uuid


def renew():
    """Called in a clone, before the program is compiled."""
    random.seed()
    uuid._node = None
    uuid._last_timestamp = None
    logging._startTime = time.time_ns()
    # The snapshot's cached listing of this folder may be wrong: the program's files are there now, with the same
    # timestamp.
    sys.path_importer_cache.pop("/workspace", None)


def renew_standard_input():
    """Called before each program but the first: discards buffered input of the earlier program."""
    if sys.stdin is not sys.__stdin__ or sys.stdin is None:
        # The program has replaced it.
        return
    try:
        stdin = io.open(0, encoding=sys.stdin.encoding, errors=sys.stdin.errors, newline="\n", closefd=False)
    except (OSError, ValueError):
        # The program has closed it.
        return
    stdin.buffer.raw.name = "<stdin>"
    sys.stdin = sys.__stdin__ = stdin
