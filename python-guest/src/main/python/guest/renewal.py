"""What must differ between clones of one snapshot, made anew.

A snapshot holds everything that was drawn or read while it was made: the same random numbers, the same start time.
Each module that keeps such a thing is named here, and tests run two clones to see that they differ. What draws only
when it is used (`secrets`, `uuid.uuid4`, `os.urandom`, `tempfile`'s names) needs nothing.
"""

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
