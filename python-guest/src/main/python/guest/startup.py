"""Work that is the same for all programs, done once when the snapshot is made."""

import _processes
import errno
import gc
import os
import site
import sys
import tempfile
import time

from guest import advice, threads
from guest.ending import tell_exception, tell_value
from guest.program import prepare
from guest.shadowing import LIBRARY
from guest.threads import deadlock_error

__all__ = ["deadlock_error", "prepare", "settle", "tell_exception", "tell_value"]

# Modules that many programs import. Each costs memory in every sandbox, and saves its import in those that use it.
COMMON_MODULES = """
    abc argparse array ast asyncio base64 binascii bisect calendar cmath collections collections.abc contextlib
    contextvars copy csv dataclasses datetime decimal difflib enum errno fractions functools hashlib heapq html inspect
    io itertools json keyword logging math numbers operator os os.path pathlib platform pprint queue random re secrets
    shutil statistics string struct sys tempfile textwrap threading time timeit traceback types typing unicodedata
    urllib.parse uuid warnings weakref zlib
""".split()


get_clock_info = time.get_clock_info


def clock_info(name, /):
    return get_clock_info("process_time" if name == "thread_time" else name)


clock_info.__name__ = clock_info.__qualname__ = "get_clock_info"


find_temporary_folder = tempfile._get_default_tempdir


def default_temporary_folder():
    try:
        return find_temporary_folder()
    except FileNotFoundError:
        if os.path.isdir("/tmp"):
            raise
    raise FileNotFoundError(errno.ENOENT, "No temporary directory: this run has no scratch (limits.scratch_bytes is 0)")


def get_terminal_size(descriptor=1, /):
    """os.get_terminal_size() of a descriptor that is no terminal, as all are."""
    os.fstat(descriptor)
    raise OSError(errno.ENOTTY, os.strerror(errno.ENOTTY))


def settle():
    """Puts the interpreter into the state in which every program starts."""
    # asyncio would import it, and every sandbox would have it in its memory.
    sys.modules["ssl"] = None
    for name in COMMON_MODULES:
        __import__(name)
    del sys.modules["ssl"]
    advice.advise_imports()
    if not hasattr(time, "thread_time"):
        time.thread_time, time.thread_time_ns = time.process_time, time.process_time_ns
        time.get_clock_info = clock_info
    # Without scratch, nothing can be written: naming the limit helps more than a list of folders.
    tempfile._get_default_tempdir = default_temporary_folder
    os.get_terminal_size = get_terminal_size
    threads.settle()
    _processes.install()
    # exit(), quit(), help() and similar functions: all that a program needs of the site module.
    site.setquit()
    site.setcopyright()
    site.sethelper()
    # Readers of a stream see a line when it is printed, and not at the end.
    sys.stdout.reconfigure(line_buffering=True)
    sys.stderr.reconfigure(line_buffering=True)
    sys.path[:] = ["/workspace", LIBRARY]
    sys.path_importer_cache.pop("/lib/guest", None)
    for name in [name for name in sys.modules if name.split(".")[0] == "guest"]:
        del sys.modules[name]
    gc.collect()
