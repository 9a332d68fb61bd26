"""Work that is the same for all programs, done once when the snapshot is made."""

import _processes
import _socket
import errno
import gc
import site
import sys
import tempfile
from os.path import isdir

from guest import threads
from guest.ending import tell_exception, tell_value
from guest.program import prepare
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


find_temporary_folder = tempfile._get_default_tempdir

# Functions that the socket module expects on every system, and WASI does not have.
NAME_LOOKUPS = "getaddrinfo gethostbyaddr gethostbyname gethostbyname_ex getnameinfo".split()


def refuse_name_lookup(*arguments, **options):
    raise OSError(errno.ENOTSUP, "no network in this sandbox")


def default_temporary_folder():
    try:
        return find_temporary_folder()
    except FileNotFoundError:
        if isdir("/tmp"):
            raise
    raise FileNotFoundError(errno.ENOENT, "No temporary directory: this run has no scratch (limits.scratch_bytes is 0)")


def settle():
    """Puts the interpreter into the state in which every program starts."""
    # With these, urllib and similar modules fail as without a network, and not with an AttributeError.
    for name in NAME_LOOKUPS:
        setattr(_socket, name, refuse_name_lookup)
    for name in COMMON_MODULES:
        __import__(name)
    # Without scratch, nothing can be written: naming the limit helps more than a list of folders.
    tempfile._get_default_tempdir = default_temporary_folder
    threads.settle()
    _processes.install()
    # exit(), quit(), help() and similar functions: all that a program needs of the site module.
    site.setquit()
    site.setcopyright()
    site.sethelper()
    # Readers of a stream see a line when it is printed, and not at the end.
    sys.stdout.reconfigure(line_buffering=True)
    sys.stderr.reconfigure(line_buffering=True)
    sys.path[:] = ["/workspace", "/lib/python3.13"]
    sys.path_importer_cache.pop("/lib/guest", None)
    for name in [name for name in sys.modules if name.split(".")[0] == "guest"]:
        del sys.modules[name]
    gc.collect()
