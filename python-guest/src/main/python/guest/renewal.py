"""What must differ between clones of one snapshot, made anew.

A snapshot holds everything that was drawn or read while it was made: the same random numbers, the same start time.
Each module that keeps such a thing is named here, and tests run two clones to see that they differ. What draws only
when it is used (`secrets`, `uuid.uuid4`, `os.urandom`, `tempfile`'s names) needs nothing.
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
    # A folder that looked as it does now when the snapshot was made may hold the program's files since.
    sys.path_importer_cache.pop("/workspace", None)


def renew_standard_input():
    """Called before each program but the first: what an earlier one left unread in buffers is not this one's."""
    if sys.stdin is not sys.__stdin__ or sys.stdin is None:
        # The program has put something else in its place.
        return
    try:
        stdin = io.open(0, encoding=sys.stdin.encoding, errors=sys.stdin.errors, newline="\n", closefd=False)
    except (OSError, ValueError):
        # The program has closed it.
        return
    stdin.buffer.raw.name = "<stdin>"
    sys.stdin = sys.__stdin__ = stdin
